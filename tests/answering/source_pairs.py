"""Invented pairs of sentences, each in a document of its own: those that contradict each other, and those that do not.

Each side is (title, heading, sentence).
"""

from __future__ import annotations

Side = tuple[str, str, str]

CONTRADICTING: tuple[tuple[Side, Side], ...] = (
    (("Northwind interns", "Pay", "Northwind pays its interns 31 dollars an hour."),
     ("A guide to Northwind", "Money", "Interns at Northwind are paid 34 dollars an hour.")),
    (("Northwind interns", "Pay", "Interns at Northwind earn $6,200 a month."),
     ("Northwind answers", "What do interns earn?", "Interns earn $5,800 a month.")),
    (("Northwind interns", "Applying", "Applications for the summer close on February 20."),
     ("A guide to Northwind", "Deadlines", "At Northwind, applications for the summer close on March 1.")),
    (("Northwind interns", "Time", "Interns at Northwind work 40 hours a week."),
     ("Northwind answers", "How much does one work?", "Northwind interns work 35 hours per week.")),
    (("Northwind interns", "Time", "An internship at Northwind lasts 12 weeks."),
     ("Northwind answers", "How long is it?", "Internships at Northwind last ten weeks.")),
    (("Northwind interns", "Eligibility", "Northwind asks for a GPA of at least 3.0."),
     ("Northwind answers", "Who can apply?", "Applicants to Northwind need a GPA of at least 3.5.")),
    (("Northwind interns", "Interviews", "The interview at Northwind has two rounds."),
     ("Northwind answers", "Interviews", "Interviews at Northwind have three rounds.")),
    (("Northwind interns", "Housing", "Northwind gives interns $2,000 for housing."),
     ("A guide to Northwind", "Housing", "For housing, interns get $3,500 from Northwind.")),
    (("Northwind interns", "Offers", "Northwind makes an offer to 60% of its interns."),
     ("Northwind answers", "Offers", "At Northwind, 45% of interns get an offer.")),
    (("Northwind interns", "Applying", "Northwind answers each application within three weeks."),
     ("A guide to Northwind", "Applying", "Northwind answers an application within six weeks.")),
    (("Northwind interns", "Mentors", "Each intern at Northwind has two mentors."),
     ("Northwind answers", "Mentors", "At Northwind, every intern has one mentor.")),
    (("Writing a CV", "Length", "A CV for an internship should have one page."),
     ("Advice on CVs", "How long?", "A CV for an internship should have two pages.")),
    (("Contoso fellowship", "Stipend", "Fellows receive a stipend of 1,500 euros per month from Contoso."),
     ("All about Contoso", "Money", "The stipend that Contoso fellows receive is 1,200 euros per month.")),
    (("Contoso fellowship", "Age", "Applicants to Contoso must be at least 18 years old."),
     ("All about Contoso", "Who may apply", "Contoso applicants must be at least 21 years old.")),
    (("Contoso fellowship", "Start", "The Contoso fellowship starts on June 1."),
     ("All about Contoso", "Dates", "The fellowship at Contoso starts on July 6.")),
    (("Contoso fellowship", "Leave", "Fellows of Contoso have five days of leave."),
     ("All about Contoso", "Leave", "Contoso fellows have ten days of leave.")),
)  # fmt: skip

AGREEING: tuple[tuple[Side, Side], ...] = (
    # The same, in other words or units.
    (("Northwind interns", "Pay", "Northwind pays its interns 31 dollars an hour."),
     ("A guide to Northwind", "Money", "Interns at Northwind are paid $31 per hour.")),
    (("Northwind interns", "Time", "An internship at Northwind lasts 12 weeks."),
     ("Northwind answers", "How long is it?", "Internships at Northwind last three months.")),
    (("Northwind interns", "Time", "An internship at Northwind lasts twelve weeks."),
     ("Northwind answers", "How long is it?", "Internships at Northwind last 12 weeks.")),
    # Somebody else's.
    (("Northwind interns", "Pay", "Northwind pays its interns 31 dollars an hour."),
     ("Contoso interns", "Pay", "Contoso pays its interns 34 dollars an hour.")),
    (("Northwind interns", "Pay", "Interns earn 31 dollars an hour at Northwind."),
     ("Contoso interns", "Pay", "Interns at Contoso earn 34 dollars an hour.")),
    (("Northwind interns", "Time", "Northwind interns work 40 hours a week."),
     ("Working time", "Law", "Interns work 38 hours a week.")),
    # Of another thing, or another group.
    (("Northwind interns", "Time", "Interns at Northwind work 40 hours a week."),
     ("Northwind answers", "Mentors", "Mentors at Northwind give interns five hours of mentoring a week.")),
    (("Northwind interns", "Pay", "Northwind pays doctoral interns 52 dollars an hour."),
     ("Northwind answers", "Pay", "Northwind pays undergraduate interns 31 dollars an hour.")),
    (("Northwind interns", "Interviews", "The interview at Northwind has two rounds."),
     ("Northwind answers", "Interviews", "The technical interview at Northwind takes three hours.")),
    (("Northwind interns", "Time", "An internship at Northwind lasts 12 weeks."),
     ("Northwind answers", "Longer", "An internship at Northwind can be extended by 4 weeks.")),
    (("Northwind interns", "Applying", "Applications for the summer at Northwind close on February 20."),
     ("Northwind answers", "Applying", "Applications for the winter at Northwind close on September 5.")),
    (("Northwind interns", "Applying", "Applications to Northwind open on January 5."),
     ("Northwind answers", "Applying", "Applications to Northwind close on March 1.")),
    (("Northwind interns", "Offers", "In Lisbon, 60% of interns of Northwind got an offer."),
     ("Northwind answers", "Offers", "In Porto, 45% of interns of Northwind got an offer.")),
    # Another year, another bound, another period.
    (("Northwind interns", "Pay", "In 2024, Northwind paid its interns 31 dollars an hour."),
     ("Northwind answers", "Pay", "In 2026, Northwind paid its interns 34 dollars an hour.")),
    (("Contoso fellowship", "Size", "Contoso takes at least 10 fellows a year."),
     ("All about Contoso", "Size", "Contoso takes at most 25 fellows a year.")),
    (("Northwind interns", "Pay", "Northwind pays its interns $1,200 a week."),
     ("Northwind answers", "Pay", "Northwind pays its interns $5,000 a month.")),
    # No statements: questions, examples, conditions, stories.
    (("Northwind interns", "Pay", "Does Northwind pay its interns 25 dollars an hour?"),
     ("Northwind answers", "Pay", "Northwind pays its interns 31 dollars an hour.")),
    (("Northwind interns", "Pay", "For example, Northwind might pay its interns 25 dollars an hour."),
     ("Northwind answers", "Pay", "Northwind pays its interns 31 dollars an hour.")),
    (("Northwind interns", "Time", "I worked 60 hours a week as an intern at Northwind."),
     ("Northwind answers", "Time", "An intern at Northwind works 40 hours a week.")),
    (("Northwind interns", "Time", "If interns at Northwind work 20 hours a week, they are paid half."),
     ("Northwind answers", "Time", "Interns at Northwind work 40 hours a week.")),
    (("Northwind interns", "Steps", "1. Present your results to the team at Northwind."),
     ("Northwind answers", "Steps", "4. Present your results to the team at Northwind.")),
    (("Writing a CV", "Length", "A CV should have one page."),
     ("Cover letters", "Length", "A cover letter should have two paragraphs and one page.")),
    (("Northwind interns", "Not", "Northwind does not pay interns 25 dollars an hour."),
     ("Northwind answers", "Pay", "Northwind pays its interns 31 dollars an hour.")),
)  # fmt: skip
