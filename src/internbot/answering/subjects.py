"""Subjects on which a wrong word does harm: visa, pay, eligibility and deadlines are only ever quoted."""

from __future__ import annotations

import re
from typing import Literal

Subject = Literal["visa", "pay", "eligibility", "deadline"]

_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_SUBJECTS: tuple[tuple[Subject, tuple[str, ...]], ...] = (
    (
        "visa",
        (
            r"\bvisas?\b|\bsponsor\w*|\bimmigra\w+|\bright to work\b|\bgreen card\b",
            r"\bwork (?:permit|authori[sz]ation)s?\b|\bresiden(?:ce|cy|t) (?:permit|status)|\bpermanent resident",
            r"\b(?:CPT|OPT|EAD|USCIS|SEVIS|I-?20|I-?9)\b|\b[FJHLMO]-?[12][AB]?\b|\b(?:non-?)?citizens?(?:hip)?\b",
        ),
    ),
    (
        "pay",
        (
            r"\b(?:pay|pays|paid|paying|unpaid|payments?|payroll|salar(?:y|ies)|stipends?|wages?|compensat\w+)\b",
            r"\b(?:bonus(?:es)?|allowances?|reimburse\w*|grants?|earn(?:s|ed|ing|ings)?|remunerat\w+|refund\w*)\b",
            r"\b(?:fees?|tax(?:es|ed)?)\b|\b(?:per|an|a) hour\b|\bhow much\b.*\b(?:make|get|money|cost)\b",
            r"[$€£¥₹]\s?\d|\b\d[\d,.]*\s?k?\s?(?:dollars|euros?|pounds|rupees|USD|EUR|GBP|INR)\b",
        ),
    ),
    (
        "eligibility",
        (
            r"\b(?:in)?eligib\w+|\bqualif(?:y|ies|ied|ications?)\b|\brequire(?:d|s|ments?)?\b|\bcriteri(?:a|on)\b",
            r"\bmust (?:be|have|hold|not)\b|\bcan(?:not|'t)? apply\b|\bopen to\b|\bGPA\b|\benrol+ed\b",
            r"\bwho (?:can|may) (?:apply|take part|participate|join)\b|\b(?:allowed|permitted|entitled) to\b",
            r"\b(?:minimum|maximum) age\b|\byears? old\b|\byears? of experience\b|\bprerequisites?\b",
        ),
    ),
    (
        "deadline",
        (
            r"\bdeadlines?\b|\bdue\b|\b(?:closing|opening|start|end) dates?\b",
            r"\b(?:apply|submit\w*|applications?|registration\w*|posting\w*|position\w*|internship\w*|program\w*)\b"
            r"[^.?!]{0,60}\b(?:by|before|until|till|close[sd]?|closing|open(?:s|ed|ing)?|ends?|starts?|begins?|rolling)\b",
            r"\bwhen\b[^.?!]{0,60}\b(?:apply|applications?|open|close|start|begin|end|due)\b",
            rf"\b(?:by|before|until|till)\s+(?:the\s+)?(?:\d|{_MONTHS}\b)",
        ),
    ),
)


def subject_of(*texts: str) -> Subject | None:
    """The first of these subjects that one of the texts, a question or a claim, speaks of; None where none does.

    It is meant to find too much rather than too little: what it finds is quoted, which is never wrong.
    """
    for subject, patterns in _SUBJECTS:
        said = re.compile("|".join(patterns), re.IGNORECASE)
        if any(said.search(text) for text in texts):
            return subject
    return None
