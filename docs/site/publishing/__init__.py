"""The steps of the site: pages, theme, standard, links."""
