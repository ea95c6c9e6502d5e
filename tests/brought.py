"""Files that a person brings: a bank of their own, and an invented wording for a measure."""

from __future__ import annotations

from closeness_cli.bootstrap.banks import profile_bank

A_BANK = """\
schema: closeness.items/1
scales:
  much: {kind: ordinal, min: 1, max: 3, labels: {1: little, 2: some, 3: much}}
instruments:
  - id: garden
    version: 1.0.0
    title: The garden
    intro: Two invented questions.
    source: nowhere
    licence: MIT, own wording
    says_not: Anything else.
    minutes: 1
    cadence: {suggest_days: 7, min_days: 6, recall_days: 7}
    items:
      - {id: grown, scale: much, text: "In the last week, how much grew?"}
      - {id: weeds, scale: much, text: "In the last week, how much went?", reverse_scored: true}
    dimensions:
      - {id: garden, title: The garden, op: mean, items: [grown, weeds]}
    vectors:
      - {answers: {grown: 3, weeds: 1}, scores: {garden: 100}}
cards:
  - {id: garden-card, dimension: garden, text: "Which flower came first?"}
"""


def a_wording(profile_id: str, *, right: str = "") -> str:
    """Write an invented wording that fits a profile."""
    profile = profile_bank().find_profile(profile_id)
    assert profile is not None
    scales = {
        profile.scale_of[item.id]: item.scale for item in profile.instrument.items if item.scale
    }
    items = "\n".join(
        f"  {item.id}: Invented stem of {item.id}." for item in profile.instrument.items
    )
    labels = "\n".join(
        f"  {name}: {{{scale.min}: invented low, {scale.max}: invented high}}"
        for name, scale in scales.items()
    )
    said = f"right: {right}\n" if right else ""
    return (
        f"schema: closeness.wording/1\nprofile: {profile_id}\nversion: 1.0.0\n{said}"
        f"items:\n{items}\nlabels:\n{labels}\n"
    )


KEPT_APART = """\
schema: closeness.items/1
scales:
  much: {kind: ordinal, min: 1, max: 3, labels: {1: little, 2: some, 3: much}}
  ever: {kind: ordinal, min: 1, max: 3, labels: {1: labelnever, 2: labelonce, 3: labeloften}}
instruments:
  - id: apart
    version: 1.0.0
    title: Two and two
    intro: Two invented questions, and two that are kept apart.
    source: nowhere
    licence: MIT, own wording
    says_not: Anything else.
    minutes: 1
    cadence: {suggest_days: 7, min_days: 6, recall_days: 7}
    items:
      - {id: grown, scale: much, text: "In the last week, how much grew?"}
      - {id: weeds, scale: much, text: "In the last week, how much went?", reverse_scored: true}
      - {id: frightened, scale: ever, text: "In the last week, were you frightened?", safety: true}
      - {id: told, kind: text, text: "What would you tell someone?", safety: true}
    dimensions:
      - {id: garden, title: The garden, op: mean, items: [grown, weeds]}
"""
"""A bank with two safety items, whose labels stand nowhere else."""
