"""What exports of platforms have in common: JSON and CSV with lines, moments, figures, stated axes."""
