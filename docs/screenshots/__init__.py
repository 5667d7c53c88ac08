"""Takes the pictures of the README and the docs, each from what the commands themselves write."""
