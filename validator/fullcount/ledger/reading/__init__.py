"""What every importer needs: lines of files, rules and tags, options, and the count of what was read."""
