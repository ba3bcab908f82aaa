"""Writes atr-worked.csv: Wilder's average true range by exact fractions, independent of the engine's code.

TR[i] = max(high - low, |high - close[i-1]|, |low - close[i-1]|), from i = 1
ATR[n] = (TR[1] + ... + TR[n]) / n;  ATR[i] = (ATR[i-1] * (n - 1) + TR[i]) / n
With n = 5 and n = 10 every value is a finite decimal of at most 28 digits, so the table is exact to its last digit.
"""
import random
from decimal import Decimal, getcontext
from fractions import Fraction

getcontext().prec = 60
rng = random.Random(20260731)


def text(value):
    return "" if value is None else format(Decimal(value.numerator) / Decimal(value.denominator), "f")


def atr(ranges, n):
    values = [None] * len(ranges)
    for i in range(n, len(ranges)):
        values[i] = sum(ranges[1 : n + 1]) / n if i == n else (values[i - 1] * (n - 1) + ranges[i]) / n
    return values


bars, close = [], Fraction(89500)
for _ in range(26):
    opened = close + Fraction(rng.randint(-900, 900), 10)
    closed = opened + Fraction(rng.randint(-4000, 4000), 10)
    high = max(opened, closed) + Fraction(rng.randint(0, 1500), 10)
    low = min(opened, closed) - Fraction(rng.randint(0, 1500), 10)
    bars.append((opened, high, low, closed))
    close = closed

ranges = [None]
for i in range(1, len(bars)):
    _, high, low, _ = bars[i]
    before = bars[i - 1][3]
    ranges.append(max(high - low, abs(high - before), abs(low - before)))

rows = zip(bars, ranges, atr(ranges, 5), atr(ranges, 10))
with open("atr-worked.csv", "w", encoding="utf-8", newline="\n") as file:
    file.write("# by atr-worked.py with exact fractions: ATR[n] = mean of TR[1..n], ATR[i] = (ATR[i-1]*(n-1) + TR[i])/n\n")
    file.write("open,high,low,close,tr,atr5,atr10\n")
    for bar, tr, five, ten in rows:
        file.write(",".join([*map(text, bar), text(tr), text(five), text(ten)]) + "\n")
