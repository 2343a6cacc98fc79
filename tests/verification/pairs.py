"""Pairs written by hand: what a quote says, what may be said from it, and what may not. None was used for fitting."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    """A quote with sentences that it supports and sentences that it does not."""

    evidence: str
    true: tuple[str, ...]
    false: tuple[str, ...]


CASES = (
    Case(
        "Applications for the summer 2027 cohort open on September 5, 2026 and close on October 16, 2026.",
        (
            "Applications open on 2026-09-05.",
            "Applications close on 16 October 2026.",
            "Applications for the summer 2027 cohort open on Sept 5, 2026.",
        ),
        (
            "Applications open on October 16, 2026.",
            "Applications close on September 5, 2026.",
            "Applications open on September 6, 2026.",
            "Applications for the summer 2026 cohort open on September 5, 2026.",
            "Applications do not close on October 16, 2026.",
        ),
    ),
    Case(
        "Interns at Larkspur Robotics are paid $9,500 per month and receive a housing stipend of $3,000.",
        (
            "Interns at Larkspur Robotics are paid $9.5k per month.",
            "Larkspur Robotics pays interns $9,500 a month.",
            "Interns receive a housing stipend of $3,000.",
        ),
        (
            "Interns at Larkspur Robotics are paid $3,000 per month.",
            "Interns at Larkspur Robotics are paid $9,500 per week.",
            "Interns receive a housing stipend of $9,500.",
            "Interns at Larkspur Robotics are paid €9,500 per month.",
            "Interns at Larkspur Robotics are not paid.",
            "Interns at Birchwood Robotics are paid $9,500 per month.",
        ),
    ),
    Case(
        "The program does not sponsor visas, so applicants must already be authorized to work in the United States.",
        (
            "The program does not sponsor visas.",
            "Applicants must already be authorized to work in the US.",
            "No visas are sponsored by the program.",
        ),
        (
            "The program sponsors visas.",
            "Applicants must already be authorized to work in Canada.",
            "Applicants do not need to be authorized to work in the United States.",
            "The program sponsors H-1B visas.",
        ),
    ),
    Case(
        "Internships last between ten and twelve weeks and start in June.",
        (
            "Internships last 10 to 12 weeks.",
            "Internships start in June.",
        ),
        (
            "Internships last ten to twelve months.",
            "Internships last 14 weeks.",
            "Internships start in July.",
            "Internships end in June.",
            "Internships last ten days.",
        ),
    ),
    Case(
        "Maria Okafor joined the Seattle office as a research intern in 2021 and became a full-time scientist in 2023.",
        (
            "Maria Okafor joined as a research intern in 2021.",
            "Maria Okafor became a full-time scientist in 2023.",
            "M. Okafor was a research intern in the Seattle office.",
        ),
        (
            "Maria Okafor joined as a research intern in 2023.",
            "Maria Okafor became a full-time scientist in 2021.",
            "Maria Okafor joined the Boston office as a research intern.",
            "Maria Lindqvist joined the Seattle office as a research intern in 2021.",
            "Maria Okafor never became a full-time scientist.",
        ),
    ),
    Case(
        "Ana Duarte mentored the intern Tom Reyes, who built the search prototype in Lisbon.",
        (
            "Ana Duarte mentored Tom Reyes.",
            "Tom Reyes built the search prototype in Lisbon.",
        ),
        (
            "Ana Duarte mentored Priya Nair.",
            "Tom Reyes built the search prototype in Madrid.",
            "Tom Reyes did not build the search prototype.",
            "Ana Duarte never mentored Tom Reyes.",
        ),
    ),
    Case(
        "Applicants must be at least 18 years old when the internship begins.",
        (
            "Applicants must be at least 18 years old.",
            "Applicants must be at least eighteen years old when the internship begins.",
        ),
        (
            "Applicants must be at most 18 years old.",
            "Applicants must be at least 21 years old.",
            "Applicants must be at least 18 years old when the internship ends.",
            "Applicants need not be at least 18 years old.",
        ),
    ),
    Case(
        "More than 60% of last year's interns returned, and fewer than 5% left early.",
        (
            "More than 60 percent of last year's interns returned.",
            "Fewer than 5% left early.",
        ),
        (
            "Less than 60% of last year's interns returned.",
            "More than 5% left early.",
            "More than 80% of last year's interns returned.",
            "Fewer than 60% left early.",
            "More than 60 of last year's interns returned.",
        ),
    ),
    Case(
        "The stipend is paid in three installments: 30% at the start, 30% at the midterm, and 40% at the end.",
        (
            "The stipend is paid in 3 installments.",
            "40% of the stipend is paid at the end.",
        ),
        (
            "The stipend is paid in two installments.",
            "50% of the stipend is paid at the end.",
            "The stipend is not paid in installments.",
            "The stipend is paid in three weeks.",
        ),
    ),
    Case(
        "Remote work is allowed on Mondays and Fridays; all other days must be spent in the Toronto office.",
        (
            "Remote work is allowed on Mondays and Fridays.",
            "All other days must be spent in the Toronto office.",
        ),
        (
            "Remote work is not allowed on Mondays and Fridays.",
            "Remote work is allowed on Tuesdays.",
            "All other days must be spent in the Montreal office.",
            "Remote work is forbidden on Fridays.",
        ),
    ),
    Case(
        "Only students enrolled in a PhD program may apply. Master's students are not eligible.",
        (
            "Only students enrolled in a PhD program may apply.",
            "Master's students are not eligible.",
        ),
        (
            "Master's students are eligible.",
            "All students enrolled in a Master's program may apply.",
            "Students enrolled in a PhD program may not apply.",
            "PhD students are not eligible.",
        ),
    ),
    Case(
        "Candidates complete two technical interviews before the final interview with the hiring manager.",
        (
            "Candidates complete two technical interviews before the final interview.",
            "Candidates complete 2 technical interviews.",
        ),
        (
            "Candidates complete two technical interviews after the final interview.",
            "Candidates complete four technical interviews before the final interview.",
            "Candidates complete two technical interviews before the first interview.",
            "Candidates do not complete technical interviews.",
        ),
    ),
    Case(
        "Google Summer of Code contributors work under a mentor from an open source organization for 12 or more weeks.",
        (
            "Google Summer of Code contributors work under a mentor.",
            "GSoC contributors work under a mentor from an open source organization.",
        ),
        (
            "Google Summer of Code contributors work under a mentor from NASA.",
            "Google Summer of Code contributors work without a mentor.",
            "Google Summer of Code contributors work under a mentor for 20 weeks.",
            "Microsoft Summer of Code contributors work under a mentor.",
        ),
    ),
    Case(
        "The company has offices in Berlin, Munich and Hamburg. Interns can choose between Berlin and Munich.",
        (
            "Interns can choose between Berlin and Munich.",
            "The company has offices in Berlin, Munich and Hamburg.",
        ),
        (
            "Interns can choose between Berlin and Vienna.",
            "Interns cannot choose between Berlin and Munich.",
            "The company has offices in Berlin, Munich and Cologne.",
            "The company has no offices in Berlin.",
        ),
    ),
    Case(
        "In 2019, the lab hosted 45 interns; in 2024, it hosted 120.",
        ("In 2019, the lab hosted 45 interns.", "The lab hosted 45 interns in 2019."),
        (
            "In 2019, the lab hosted 120 interns.",
            "In 2024, the lab hosted 45 interns.",
            "In 2021, the lab hosted 45 interns.",
            "In 2019, the lab hosted no interns.",
        ),
    ),
    Case(
        "The hourly rate rose from $28 to $34 after the first review.",
        (
            "The hourly rate rose from $28 to $34.",
            "The hourly rate increased to $34 after the first review.",
        ),
        (
            "The hourly rate fell from $28 to $34.",
            "The hourly rate rose from $28 to $43.",
            "The hourly rate rose to $34 before the first review.",
            "The weekly rate rose from $28 to $34.",
        ),
    ),
    Case(
        "You will not be asked to give back your laptop until the last day of the internship.",
        (
            "You will not be asked to give back your laptop until the last day of the internship.",
            "You are not asked to give back your laptop until the last day.",
        ),
        (
            "You will be asked to give back your laptop before the last day of the internship.",
            "You will not be asked to give back your laptop until the first day of the internship.",
            "You will not be asked to give back your phone until the last day of the internship.",
        ),
    ),
    Case(
        "Outreachy interns receive a stipend of $7,000 USD for a three month internship.",
        (
            "Outreachy interns receive a stipend of $7,000.",
            "Outreachy interns receive a $7,000 stipend for a 3 month internship.",
        ),
        (
            "Outreachy interns receive a stipend of $7,500.",
            "Outreachy interns receive a stipend of $7,000 for a three week internship.",
            "Outreachy interns receive no stipend.",
            "Outreachy mentors receive a stipend of $7,000.",
        ),
    ),
    Case(
        "Dr. Helen Cho leads the speech team in Cambridge. Her colleague Raj Mehta leads the vision team in Sunnyvale.",
        (
            "Helen Cho leads the speech team in Cambridge.",
            "Raj Mehta leads the vision team in Sunnyvale.",
        ),
        (
            "Helen Cho leads the vision team in Sunnyvale.",
            "Raj Mehta leads the speech team in Cambridge.",
            "Raj Mehta leads the vision team in Cambridge.",
            "Helen Cho does not lead the speech team.",
        ),
    ),
    Case(
        "F-1 students may use CPT during the semester; OPT is available only after graduation.",
        (
            "F-1 students may use CPT during the semester.",
            "OPT is available only after graduation.",
        ),
        (
            "F-1 students may use OPT during the semester.",
            "OPT is available only before graduation.",
            "J-1 students may use CPT during the semester.",
            "F-1 students may not use CPT during the semester.",
        ),
    ),
    Case(
        "The deadline is March 1 at 11:59 p.m. Pacific Time. Late applications are never accepted.",
        ("The deadline is March 1.", "Late applications are never accepted."),
        (
            "The deadline is May 1.",
            "The deadline is March 11.",
            "Late applications are always accepted.",
            "Late applications are accepted.",
            "The deadline is March 1 at 11:59 p.m. Eastern Time.",
        ),
    ),
    Case(
        "Most interns work on a single project; some work on two.",
        ("Most interns work on a single project.", "Some interns work on two."),
        (
            "Most interns work on three projects.",
            "No interns work on a single project.",
            "All interns work on a single project.",
            "Few interns work on a single project.",
        ),
    ),
    Case(
        "We encourage you to apply as early as possible, since places are filled on a rolling basis.",
        (
            "Places are filled on a rolling basis.",
            "You are encouraged to apply as early as possible.",
        ),
        (
            "You are encouraged to apply as late as possible.",
            "Places are not filled on a rolling basis.",
            "We do not encourage you to apply as early as possible.",
            "Places are filled by lottery.",
        ),
    ),
    Case(
        "Relocation assistance is available to interns who live more than 50 miles from the office.",
        (
            "Relocation assistance is available to interns who live more than 50 miles from the office.",
            "Relocation assistance is available for interns living more than 50 miles from the office.",
        ),
        (
            "Relocation assistance is available to interns who live less than 50 miles from the office.",
            "Relocation assistance is available to interns who live more than 50 kilometers from the office.",
            "Relocation assistance is available to interns who live more than 500 miles from the office.",
            "Relocation assistance is not available to interns.",
        ),
    ),
    Case(
        "The internship is unpaid, but students can earn up to six academic credits.",
        ("The internship is unpaid.", "Students can earn up to 6 academic credits."),
        (
            "The internship is paid.",
            "Students can earn at least six academic credits.",
            "Students can earn up to nine academic credits.",
            "Students cannot earn academic credits.",
        ),
    ),
    Case(
        "Kenji Watanabe studied at the University of Waterloo and interned at Shopify before joining Stripe.",
        (
            "Kenji Watanabe interned at Shopify before joining Stripe.",
            "Kenji Watanabe studied at the University of Waterloo.",
        ),
        (
            "Kenji Watanabe interned at Stripe before joining Shopify.",
            "Kenji Watanabe studied at the University of Toronto.",
            "Kenji Watanabe interned at Shopify after joining Stripe.",
            "Kenji Watanabe never interned at Shopify.",
        ),
    ),
    Case(
        "The team wrote its services in Go and its dashboards in TypeScript.",
        ("The team wrote its services in Go.", "The team wrote its dashboards in TypeScript."),
        (
            "The team wrote its services in TypeScript.",
            "The team wrote its services in Rust.",
            "The team did not write its services in Go.",
        ),
    ),
    Case(
        "A recommendation letter is optional, but a transcript is required.",
        ("A recommendation letter is optional.", "A transcript is required."),
        (
            "A recommendation letter is required.",
            "A transcript is optional.",
            "A transcript is not required.",
            "A portfolio is required.",
        ),
    ),
    Case(
        "Interviews take place between November 3 and November 21, and offers are sent by December 12.",
        (
            "Interviews take place between November 3 and November 21.",
            "Offers are sent by December 12.",
            "Offers are sent by 12 December.",
        ),
        (
            "Interviews take place between November 3 and November 28.",
            "Offers are sent by November 21.",
            "Offers are sent after December 12.",
            "Offers are not sent by December 12.",
        ),
    ),
    Case(
        "The acceptance rate dropped from 8% in 2022 to 4.5% in 2025.",
        ("The acceptance rate dropped to 4.5% in 2025.", "The acceptance rate was 8% in 2022."),
        (
            "The acceptance rate rose to 4.5% in 2025.",
            "The acceptance rate was 4.5% in 2022.",
            "The acceptance rate was 8% in 2025.",
            "The acceptance rate dropped to 5.4% in 2025.",
        ),
    ),
)
