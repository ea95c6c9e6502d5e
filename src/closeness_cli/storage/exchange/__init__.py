"""Instruments in the formats of other systems: REDCap dictionaries and FHIR Questionnaires."""
