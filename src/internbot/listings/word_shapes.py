"""Shapes of words in questions over records: which say nothing themselves, and which make up titles."""

from __future__ import annotations

import re

PLAIN = re.compile(
    r"a|an|the|this|that|these|those|there|here|it|its|they|them|their|you|your|u|ur|i|im|i'm|i'd|whats|i've|me|my"
    r"|we|us|our|he|she|who"
    r"|is|are|was|were|be|been|am|do|does|did|have|has|had|can|could|will|would|should|may|might"
    r"|shall|must|let|lets"
    r"|and|or|but|if|so|among|amongst|as|than|then|of|in|on|at|to|for|from|by|with|within|about"
    r"|into|near|around|across|over|under"
    r"|which|what|whats|what's|where|when|how|many|much|number|count|list|show|find|give|tell|get"
    r"|see|name|display|search"
    r"|any|all|every|each|some|both|either|one|ones|also|just|only|please|pls|thanks|hi|hello|ok"
    r"|okay|now|today|currently"
    r"|know|want|need|needs|like|looking|look|interested|apply|applying|hiring|hire|hires|offer"
    r"|offers|offering|offered"
    r"|ask|asks|asking|asked|require|requires|required|requiring|accept|accepts|accepting|mention"
    r"|mentions|mentioning"
    r"|use|uses|using|involve|involves|involving|include|includes|including|related|relevant"
    r"|regarding|concerning"
    r"|based|located|situated|available|open|right|moment|still|new|good|great|best|suitable"
    r"|possible|other|another|more"
    r"|people|someone|person|candidate|candidates|applicant|applicants|student|students|team|teams"
    r"|company|companies"
    r"|employer|employers|work|works|working|field|area|areas|kind|kinds|type|types|sort|sorted|order|ordered"
    r"|location|locations|city|cities|country|place|places|deadline|deadlines|degree|degrees"
    r"|experience|years?"
    r"|not|no|non|without|except|excluding|don't|doesn't|isn't|aren't|difference|differences"
    r"|between|compare|versus|vs"
    r"|total|altogether|exactly|first|last|least|most|less|fewer|date|dates|visa|visas|level|levels"
    r"|s|t|re|ve|ll|d|m"
    r"|want(?:ed|s)|seeking|seek|post|posted|close|closes|closing|end|ends|due|before|after|until"
    r"|during|since"
    r"|mean|say|says|said|fit|fits|match|matches|skills?|requirements?|qualifications?|salary"
    r"|salaries|pay|pays|wages?|responsibilities|duties|tasks|there|cities|countries|states?"
    r"|expires?|expiring|anyone|somebody|pull|bring|up|who's|lowest|highest|ascending|descending|available"
    r"|else|elsewhere|useful|usable|things?|stuff|sir|madam|dear|altogether|maybe|perhaps|actually|really|even|truly"
    r"|ideally|preferably"
    r"|somewhere|anywhere|living|live|lives|move|moving|whatever|thanks?|somehow|knows|knowing|likes?|loves?|enough"
    r"|needing|starting|starts?|begin(?:s|ning)?|got|paying|earning|per|hour|hourly|added|taking|who|why|accepting"
    r"|everything|posting|eligible|suit|suits|available|anything|something|think|able|possible"
    r"|him|her|his|hers|thats|theyre|theres|heres|isnt|arent|dont|doesnt|didnt|hasnt|havent|wont|cant|lol|haha|hey|yo|back"
    r"|allow(?:s|ing|ed)?|permit(?:s|ting|ted)?|provid(?:e|es|ing|ed)|welcom(?:e|es|ing|ed)|consider(?:s|ing|ed)?"
    r"|long|longer|last|lasts|lasting|duration|qualify|qualifies|graduating|sets?|setting|makes?|making"
    r"|state|states|stated|details|info|information|there's|he's|she's|holders?|someone's|two|three"
)
"""Words that put a question and are no condition of it."""
OCCUPATION = re.compile(
    r"\w+(?:tist|eer|ineer|yst|ologist|mist|cist|nist|gner|oper|ager|cher|ditor|tant|ector|ician"
    r"|keter|grammer|trator|nator"
    r"|visor|ntern|itect|cruiter|lawyer|ounter|ntant|lead|leader|fellow|assistant|associate|officer"
    r"|writer|nurse)s?"
)
"""What somebody does: "analyst", "engineers"."""
FIELD = re.compile(
    r"\w*(?:eering|science|sciences|analytics|design|finance|marketing|development|management|operations)"
)
"""What a title may end in besides: "data science"."""
LEVEL = re.compile(r"senior|junior|sr|jr|lead|principal|staff|mid-level|head|director|graduate|entry-level")
"""Standing within an occupation."""
POSTS = re.compile(r"(?:intern(?:ship)?|job|role|opening|position|posting|listing|co-?op)s?")
"""What a posting may be called."""
INTERNS = re.compile(r"interns?")
"""Who it is for."""
