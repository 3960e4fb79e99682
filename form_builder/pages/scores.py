"""Scores and alerts on the page where they arise: the score after its last item, the alert under what sets it off."""

from collections.abc import Iterator

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from engine.language.rules import names_used
from form_builder.pages.fields import PageContext
from form_builder.pages.segments import Hole, State
from form_builder.spec import Alert, Band, FormSpec, ItemSpec, PageSpec, ScoreSpec

_SCORE = '<b>{}</b> <span class="score__value" data-value>{}</span> <span data-band>{}</span>'
TONES = {"calm": "pill--done", "watch": "pill--info", "warn": "pill--due", "danger": "pill--late"}


def place_scores(spec: FormSpec, page: PageSpec, context: PageContext) -> None:
    """Puts the marks of scores and alerts into the context, beside the items of this page."""
    keys = [item.key for item in on_page(page.items)]
    for score in spec.scores:
        own: list[Alert] = []
        for alert in score.alerts:
            field = next((key for key in keys if key in names_used(alert.rule_tree)), None)
            if field is None:
                own.append(alert)
            else:
                context.alert_html[field] = joined(context.alert_html.get(field), _alert(score, alert, context))
        last = [key for key in keys if key in score.of]
        if last and last[-1] == _last_of(spec, score):
            html = _score(score, own, context)
            context.after[last[-1]] = joined(context.after.get(last[-1]), html)


def on_page(items: tuple[ItemSpec, ...]) -> Iterator[ItemSpec]:
    """The items of a page's own level, those inside groups too."""
    for item in items:
        yield item
        if not item.fields:
            yield from on_page(item.items)


def joined(before: SafeString | None, after: SafeString) -> SafeString:
    return mark_safe((before or "") + after)  # noqa: S308 - two safe strings


def _last_of(spec: FormSpec, score: ScoreSpec) -> str:
    every = [item.key for page in spec.pages for item in on_page(page.items)]
    return max(score.of, key=every.index)


def _score(score: ScoreSpec, alerts: list[Alert], context: PageContext) -> SafeString:
    inside = context.mold.mark(_score_hole(score, context))
    shown = {"key": score.key, "inside": inside, "alerts": [_alert(score, alert, context) for alert in alerts]}
    return mark_safe(render_to_string("form_builder/fields/_score.html", {"s": shown}))  # noqa: S308 - rendered


def _score_hole(score: ScoreSpec, context: PageContext) -> Hole:
    label, bands = context.say(score.label), {band.key: band for band in score.bands}

    def hole(state: State) -> str:
        result = state.page.scores.get(score.key)
        value = "–" if result is None or result.value is None else str(result.value)
        band = bands.get(result.band or "") if result else None
        pill = band_pill(band, context.say(band.label)) if band else ""
        return format_html(
            '<b>{}</b> <span class="score__value" data-value>{}</span> <span data-band>{}</span>', label, value, pill
        )

    return hole


def band_pill(band: Band, words: str) -> SafeString:
    """The band's name in a pill of its tone."""
    return format_html('<span class="pill {}">{}</span>', TONES[band.tone], words)


def _alert(score: ScoreSpec, alert: Alert, context: PageContext) -> SafeString:
    def hole(state: State) -> str:
        result = state.page.scores.get(score.key)
        return "" if result is not None and alert.id in result.alerts else " hidden"

    shown = {"id": alert.id, "of": score.key, "hidden": context.mold.mark(hole), "message": context.say(alert.message)}
    return mark_safe(render_to_string("form_builder/fields/_alert.html", shown))  # noqa: S308 - rendered template
