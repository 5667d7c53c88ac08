"""The synthetic project behind `sacct-synthetic.txt.gz`."""
