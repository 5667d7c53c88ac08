"""The review desk in a browser: what is served beside its page."""
