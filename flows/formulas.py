"""Clinical formulas. Each returns every accepted form of its result; where the forms disagree about a limit, people decide."""

from __future__ import annotations

from fractions import Fraction

FORMULAS = frozenset({"cockcroft_gault", "prednisone_equivalent"})
"""The names by which a trial's facts may ask for them."""

FEMALE_FACTOR = Fraction("0.85")
EXACT_CONSTANT = {"male": Fraction("88.4") / 72, "female": Fraction("88.4") / 72 * FEMALE_FACTOR}
ROUNDED_CONSTANT = {"male": Fraction("1.23"), "female": Fraction("1.04")}

PREDNISONE_PER_MG: dict[str, tuple[Fraction, ...]] = {
    "prednisone": (Fraction(1),),
    "prednisolone": (Fraction(1),),
    "methylprednisolone": (Fraction(5, 4),),
    "dexamethasone": (5 / Fraction("0.75"),),
    "hydrocortisone": (Fraction(1, 4),),
    "cortisone": (Fraction(1, 5),),
    "triamcinolone": (Fraction(5, 4),),
    "betamethasone": (5 / Fraction("0.75"), 5 / Fraction("0.6")),
}


def cockcroft_gault(age: Fraction, weight_kg: Fraction, sex: str, creatinine_umol_l: Fraction) -> tuple[Fraction, ...]:
    """Creatinine clearance in mL/min by the exact and the rounded constant (clinical reading 4.3).

    Actual body weight, creatinine in µmol/L above 0, `sex` is male or female; age in years up to 140.
    """
    product = (140 - age) * weight_kg / creatinine_umol_l
    return product * EXACT_CONSTANT[sex], product * ROUNDED_CONSTANT[sex]


def prednisone_equivalent(steroid: str, mg_per_day: Fraction) -> tuple[Fraction, ...] | None:
    """The same strength in mg of prednisone a day, by exact fractions; None for a drug without an accepted factor.

    `steroid` is a generic name of the lexicon. Betamethasone has two factors in use (0.75 and 0.6 mg = 5 mg prednisone).
    """
    factors = PREDNISONE_PER_MG.get(steroid)
    return None if factors is None else tuple(factor * mg_per_day for factor in factors)
