"""An instrument and sets of answers to it in one file: a Bundle of FHIR R4."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from closeness_cli.storage.exchange.fhir.questionnaire import to_fhir
from closeness_cli.storage.exchange.fhir.response import response_to_fhir
from closeness_cli.storage.exchange.loss import Exported

if TYPE_CHECKING:
    from collections.abc import Sequence

    from closeness_cli.core.answering.administration import Administration
    from closeness_cli.core.instruments.instrument import Instrument


def bundle_to_fhir(instrument: Instrument, sittings: Sequence[Administration]) -> Exported:
    """Write an instrument and its answers as a collection.

    Answers to earlier versions say which they are of; the instrument is the one given.
    """
    parts = [to_fhir(instrument), *(response_to_fhir(one) for one in sittings)]
    bundle = {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"resource": json.loads(one.text)} for one in parts],
    }
    losses = dict.fromkeys(loss for one in parts for loss in one.losses)
    return Exported(json.dumps(bundle, ensure_ascii=False, indent=2) + "\n", tuple(losses))
