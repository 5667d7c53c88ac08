"""The words of the figures in English: titles, and what a figure shows for those who cannot see it."""

__all__ = ["FIGURE_WORDS"]

FIGURE_WORDS = {
    "subtitle-synthetic": "SYNTHETIC DATA: invented, for examples and tests",
    "subtitle-transcribed": "TRANSCRIBED DATA: taken from a publication by a third party",
    "subtitle-primary": "Figures of {publisher}",
    "alt-compute": "Stacked bar chart of {measure} by component and stage, {total} in total. {parts} {status}.",
    "alt-component": "{component}: {total} ({stages}).",
    "alt-stage": "{stage} {hours}",
    "alt-outcome": "Bar chart of {measure} by outcome. {parts} {status}.",
    "alt-outcome-part": "{outcome}: {hours}.",
    "alt-life-cycle": "Bar chart of the shares of manufacture and use by category. {parts} {status}.",
    "alt-life-cycle-part": "{category}: manufacture {made} ({made_share}), use {used} ({used_share}).",
    "figure-gaps": "hours that are not disclosed are left out",
    "phases-title": "Manufacture and use by category",
    "share-of-impact": "Share of the impact (%)",
    "bar": "{hours} ({share})",
}
