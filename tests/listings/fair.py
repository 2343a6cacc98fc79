"""An invented job fair: records in which names and places are as ambiguous as in life."""

from __future__ import annotations

from typing import Any

from internbot.listings.places import PlaceResolver
from internbot.listings.record import Listing

# title, company, places, kind, and whatever else is known
_ROWS: tuple[tuple[str, str | None, str, str, dict[str, Any]], ...] = (
    ("Software Engineering Intern", "Micromoth", "Seattle, WA", "internship", {
        "salary": {"min": 48, "max": 52, "currency": "USD", "per": "hour"}, "sponsorship": "yes",
        "term": [{"season": "summer", "year": 2027}], "skills": ["Python", "Kubernetes"], "active": "open",
        "degree_levels": ["bachelor"], "posted_at": "2026-11-18", "expires_at": "2026-12-15", "remote": "no"}),
    ("Hardware Engineering Intern", "Micromoth", "Austin, TX", "internship", {
        "salary": {"min": 8000, "max": 8600, "currency": "USD", "per": "month"}, "active": "open",
        "term": [{"season": "fall", "year": 2027}], "skills": ["Verilog"], "posted_at": "2026-11-02"}),
    ("Data Science Intern", "Heron Analytics", "San Francisco, CA", "internship", {
        "skills": ["Python", "SQL"], "remote": "hybrid", "sponsorship": "no", "active": "open",
        "expires_at": "2026-11-26", "posted_at": "2026-10-20", "degree_levels": ["master", "phd"]}),
    ("Machine Learning Research Intern", "Heron Analytics", "New York, NY", "internship", {
        "salary": {"min": 60, "currency": "USD", "per": "hour"}, "degree_levels": ["phd"], "active": "open",
        "skills": ["PyTorch", "C++"], "sponsorship": "yes", "posted_at": "2026-11-21"}),
    ("Product Management Intern", "Quillwork", "Toronto, ON, Canada", "internship", {
        "salary": {"min": 32, "max": 36, "currency": "CAD", "per": "hour"}, "remote": "yes", "active": "open"}),
    ("UX Design Intern", "Quillwork", "Vancouver, BC, Canada", "internship", {
        "skills": ["Figma"], "remote": "hybrid", "term": [{"season": "winter", "year": 2027}], "active": "open"}),
    ("Finance Analyst Intern", "Larkspur Bank", "London, UK", "internship", {
        "salary": {"min": 2400, "max": 2400, "currency": "GBP", "per": "month"}, "expires_at": "2026-11-30",
        "active": "open", "skills": ["Excel"]}),
    ("Quantitative Trading Intern", "Larkspur Bank", "Chicago, IL", "internship", {
        "salary": {"min": 150000, "max": 175000, "currency": "USD", "per": "year"}, "active": "open",
        "degree_levels": ["bachelor", "master"], "expires_at": "2027-01-10"}),
    ("Mechanical Engineering Co-op", "Ironwood Motors", "Detroit, MI", "internship", {
        "term": [{"season": "spring", "year": 2027}], "skills": ["SolidWorks"], "sponsorship": "citizens_only"}),
    ("Embedded Firmware Intern", "Ironwood Motors", "Bangalore, India", "internship", {
        "skills": ["C++"], "active": "open", "salary": {"min": 60000, "currency": "INR", "per": "month"}}),
    ("Marketing Intern", "Petal & Stem", "Atlanta, Georgia", "internship", {
        "salary": {"min": 0, "max": 0, "currency": "USD", "per": "hour"}, "active": "open", "remote": "no"}),
    ("Backend Developer", "Petal & Stem", "Denver, CO", "full_time", {
        "experience_years": 3, "skills": ["Java", "SQL"], "salary": {"min": 110000, "max": 130000, "currency": "USD",
        "per": "year"}, "posted_at": "2026-09-01", "active": "open"}),
    ("Senior Software Engineer", "Micromoth", "Cambridge, MA", "full_time", {
        "experience_years": 6, "sponsorship": "yes", "remote": "yes", "skills": ["Go", "Kubernetes"],
        "active": "open"}),
    ("Security Analyst", "Nightjar Cyber", "Washington, DC", "full_time", {
        "experience_years": 2, "sponsorship": "citizens_only", "active": "open", "posted_at": "2026-11-15"}),
    ("Cybersecurity Intern", "Nightjar Cyber", "Berlin, Germany", "internship", {
        "term": [{"season": "summer", "year": 2027}], "remote": "hybrid", "active": "open"}),
    ("Research Scientist", "Lumen Institute", "Zurich, Switzerland", "full_time", {
        "experience_years": 4, "degree_levels": ["phd"], "active": "closed"}),
    ("Lab Assistant", "Lumen Institute", "Boston, MA", "part_time", {
        "experience_years": 0, "salary": {"min": 18, "max": 21, "currency": "USD", "per": "hour"}}),
    ("Supply Chain Intern", "Harbor Foods", "Indianapolis, IN", "internship", {
        "active": "open", "expires_at": "2026-11-01", "degree_levels": ["associate", "bachelor"]}),
    ("Nursing Intern", "Harbor Health", "Los Angeles, CA", "internship", {"active": "closed"}),
    ("Human Resources Intern", "Harbor Foods", "Remote", "internship", {"remote": "yes", "active": "open"}),
    ("Contract Copywriter", "Quillwork", "Dublin, Ireland", "contract", {
        "salary": {"min": 35, "currency": "EUR", "per": "hour"}, "remote": "yes", "experience_years": 1}),
    ("Legal Intern", None, "San Diego, CA", "internship", {"term": [{"season": "summer", "year": 2026}],
        "active": "open"}),
    ("Civil Engineering Intern", "Granite Works", "Sydney, Australia", "internship", {
        "active": "open", "expires_at": "2027-02-28", "posted_at": "2026-11-10"}),
    ("Robotics Intern", "Granite Works", "Pittsburgh, PA", "internship", {
        "description": "You help our drone team; housing is provided.", "skills": ["ROS"], "active": "open",
        "posted_at": "2026-11-19", "salary": {"min": 28, "max": 31, "currency": "USD", "per": "hour"}}),
)  # fmt: skip


def records(places: PlaceResolver) -> list[Listing]:
    """The records of the fair; their ids count from 0."""
    made = []
    for at, (title, company, where, kind, more) in enumerate(_ROWS):
        found = places.resolve(where)
        record = {"id": str(at), "title": title, "company": company, "employment_type": kind, **more}
        made.append(Listing.model_validate(record | {"locations": found.places}))
    return made
