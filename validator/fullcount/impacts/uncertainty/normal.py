"""Quantiles of the normal distribution for whole arrays: algorithm AS 241 (Wichura 1988), to about 1e-16."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["normal_quantile"]

_MIDDLE = (
    (3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125),
    (45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727),
    (1.0, 42.313330701600911252, 687.18700749205790830, 5394.1960214247511077),
    (21213.794301586595867, 39307.895800092710610, 28729.085735721942674, 5226.4952788528545610),
)
_NEAR = (
    (1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504),
    (1.27045825245236838258, 0.241780725177450611770, 0.0227238449892691845833, 7.74545014278341407640e-4),
    (1.0, 2.05319162663775882187, 1.67638483018380384940, 0.689767334985100004550),
    (0.148103976427480074590, 0.0151986665636164571966, 5.47593808499534494600e-4, 1.05075007164441684324e-9),
)
_FAR = (
    (6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 0.296560571828504891230),
    (
        0.0265321895265761230930,
        1.24266094738807843860e-3,
        2.71155556874348757815e-5,
        2.01033439929228813265e-7,
    ),
    (1.0, 0.599832206555887937690, 0.136929880922735805310, 0.0148753612908506148525),
    (
        7.86869131145613259100e-4,
        1.84631831751005468180e-5,
        1.42151175831644588870e-7,
        2.04426310338993978564e-15,
    ),
)


def normal_quantile(probability: "Array") -> "Array":
    """The standard normal quantile of each probability, all strictly between 0 and 1."""
    import numpy as np  # noqa: PLC0415 - only where something is drawn

    from_middle = probability - 0.5
    inner = np.abs(from_middle) <= 0.425
    found = from_middle * _ratio(_MIDDLE, 0.180625 - from_middle * from_middle)
    tail = np.sqrt(-np.log(np.minimum(probability, 1.0 - probability)))
    outer = np.where(tail <= 5.0, _ratio(_NEAR, tail - 1.6), _ratio(_FAR, tail - 5.0))
    result: Array = np.where(inner, found, np.copysign(outer, from_middle))
    return result


def _ratio(coefficients: tuple[tuple[float, ...], ...], x: "Array") -> "Array":
    return _polynomial((*coefficients[0], *coefficients[1]), x) / _polynomial(
        (*coefficients[2], *coefficients[3]), x
    )


def _polynomial(coefficients: tuple[float, ...], x: "Array") -> "Array":
    """Horner's rule, lowest power first."""
    result = x * coefficients[-1]
    for coefficient in coefficients[-2:0:-1]:
        result = (result + coefficient) * x
    return result + coefficients[0]
