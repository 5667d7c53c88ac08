"""Published figures recomputed from the inputs that their sources print, and the page that shows it."""
