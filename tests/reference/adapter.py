"""Maps a reference case (statistic, input, params) to the functions of `laras.domain`.

One file over the usual length and with no import but `laras`, so that it can be loaded on its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from statistics import fmean, stdev
from typing import Any

from laras.domain import agreement, change, goals, groups, saturation, scoring, sociometry
from laras.domain.results import Interval

Values = dict[str, Any]


def evaluate(statistic: str, input: Values, params: Values) -> Values:
    """Run one case; the answer holds every key its `expected` may have, as plain Python values."""
    answer = STATISTICS[statistic](input, params)
    return {key: plain(value) for key, value in answer.items()}


def plain(value: Any) -> Any:
    """Intervals become [low, high], tuples lists, numpy scalars Python numbers."""
    if isinstance(value, Interval):
        return [plain(value.low), plain(value.high)]
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    return value.item() if hasattr(value, "item") else value


def conf(params: Values) -> float:
    return float(params.get("conf") or 0.95)


def by_units(data: Values) -> list[list[Any]]:
    if "units_by_raters" in data:
        return list(data["units_by_raters"])
    if "coders_by_units" in data:
        return [list(row) for row in zip(*data["coders_by_units"], strict=True)]
    return [list(row) for row in zip(data["rater1"], data["rater2"], strict=True)]


def by_coders(data: Values) -> list[list[Any]]:
    if "coders_by_units" in data:
        return list(data["coders_by_units"])
    return [list(row) for row in zip(*by_units(data), strict=True)]


def counts_of(data: Values) -> Any:
    return data.get("counts") or data.get("units_by_categories")


def weights_of(params: Values) -> Any:
    matrix = params.get("weight_matrix")
    if matrix is None:
        return params.get("weights")
    if "disagreement" in str(params.get("weights")):
        most = max(max(row) for row in matrix)
        return [[1 - d / most for d in row] for row in matrix]
    return matrix


def percent_agreement(data: Values, params: Values) -> Values:
    if "table" in data:
        return {"value": agreement.percent_agreement_table(data["table"]).value}
    mode, tolerance = params.get("mode") or "mean_pairwise", params.get("tolerance") or 0
    return {"value": agreement.percent_agreement(by_units(data), mode=mode, tolerance=tolerance).value}


def cohen_kappa(data: Values, params: Values) -> Values:
    if "table" in data:
        r = agreement.cohen_kappa_table(data["table"], weights=weights_of(params), conf=conf(params))
    else:
        first, second = by_coders(data)
        cats = data.get("categories") or params.get("categories")
        r = agreement.cohen_kappa(first, second, categories=cats, weights=weights_of(params), conf=conf(params))
    return {"value": r.value, "se": r.se, "ci": r.interval, "po": r.observed, "pe": r.chance}


def fleiss_kappa(data: Values, params: Values) -> Values:
    counts = counts_of(data) or data.get("table")
    missing = "listwise" if "listwise" in str(params.get("missing")) else "available"
    r = agreement.fleiss_kappa_counts(counts) if counts else agreement.fleiss_kappa(by_units(data), missing=missing)
    return {"value": r.value, "po": r.observed, "pe": r.chance, "by_category": r.by_category}


def gwet_ac(data: Values, params: Values) -> Values:
    weights, cats = weights_of(params), data.get("categories") or params.get("categories")
    if "table" in data:
        r = agreement.gwet_ac_table(data["table"], weights=weights, conf=conf(params))
    elif counts_of(data):
        r = agreement.gwet_ac_counts(counts_of(data), weights=weights, conf=conf(params))
    else:
        r = agreement.gwet_ac(by_units(data), categories=cats, weights=weights, conf=conf(params))
    return {"coef": r.value, "value": r.value, "pa": r.observed, "pe": r.chance, "se": r.se, "ci": r.interval}


def krippendorff_alpha(data: Values, params: Values) -> Values:
    r = agreement.krippendorff_alpha(by_coders(data), level=params.get("level") or "nominal")
    return {"value": r.value, "alpha": r.value, "n_units": r.n_used, "observed": r.observed, "expected": r.expected}


def krippendorff_alpha_bootstrap_ci(data: Values, params: Values) -> Values:
    r = agreement.krippendorff_alpha_bootstrap(
        by_coders(data),
        level=params.get("level") or "nominal",
        conf=conf(params),
        replicates=max(10_000, params.get("min_replicates") or 0),
    )
    return {"alpha": r.value, "value": r.value, "ci": r.interval}


def krippendorff_alpha_unitizing(data: Values, params: Values) -> Values:
    shift = 1 if "inclusive" in str(data.get("span_convention")) or "1-based" in str(data.get("span_convention")) else 0
    coders = {name: [(s - shift, e, v) for s, e, v in spans] for name, spans in data["coders"].items()}
    r = agreement.unitizing_alpha(data["length"], coders)
    return {"nominal": r.value, "binary": r.binary, "cu_nominal": r.coding, "per_value": r.by_value}


def spread(params: Values, pre: list[Any]) -> float:
    return stdev(v for v in pre if v is not None) if params["sd"] == "sample_pre" else float(params["sd"])


def reliable_change(data: Values, params: Values) -> Values:
    pre, post = (x if isinstance(x, list) else [x] for x in (data["pre"], data["post"]))
    found = change.reliable_changes(
        pre,
        post,
        sd=spread(params, pre),
        reliability=params["reliability"],
        higher_is_better=params.get("higher_is_better", True),
        criterion=params.get("criterion") or 1.96,
    )
    rci, kinds = [r.value for r in found], [r.direction for r in found]
    single = not isinstance(data["pre"], list)
    return {
        "sem": found[0].sem,
        "s_diff": found[0].s_diff,
        "rci": rci[0] if single else rci,
        "reliable": found[0].reliable if single else [r.reliable for r in found],
        "rci_first5": rci[:5],
        "direction": kinds[0] if single else kinds,
        **{f"n_{kind}": kinds.count(kind) for kind in ("improved", "unchanged", "deteriorated")},
    }


def clinical_cutoff(data: Values, params: Values) -> Values:
    names = ("m_clinical", "sd_clinical", "m_functional", "sd_functional")
    r = change.cutoffs(
        **{n: params.get(n, data.get(n)) for n in names}, higher_is_better=params.get("higher_is_better", True)
    )
    return {"a": r.a, "b": r.b, "c": r.c}


def clinical_significance_classification(data: Values, params: Values) -> Values:
    pre = [v for v in data["pre"] if v is not None]
    up, limit = params.get("higher_is_better", True), params.get("cutoff", "c")
    if isinstance(limit, str):
        own = params.get("m_clinical", "sample_pre") == "sample_pre"
        sd = params.get("sd_clinical", "sample_pre")
        r = change.cutoffs(
            m_clinical=fmean(pre) if own else params["m_clinical"],
            sd_clinical=stdev(pre) if sd == "sample_pre" else sd,
            m_functional=params.get("m_functional"),
            sd_functional=params.get("sd_functional"),
            higher_is_better=up,
        )
        limit = getattr(r, limit)
    found = change.clinical_significance(
        data["pre"],
        data["post"],
        sd=spread(params, data["pre"]),
        reliability=params["reliability"],
        cutoff=limit,
        higher_is_better=up,
        criterion=params.get("criterion") or 1.96,
    )
    return {"cutoff": found.cutoff, **found.counts, "classes": found.classes}


def direction(params: Values) -> str:
    return "decrease" if str(params.get("improvement", "increase")).startswith("decrease") else "increase"


def flipped(params: Values) -> bool:
    return "no sign flip" not in str(params.get("improvement"))


def overlap(index: Callable[..., Any], **extra: Any) -> Callable[[Values, Values], Values]:
    def run(data: Values, params: Values) -> Values:
        how = {name: read(params) for name, read in extra.items()}
        r = index(data["A"], data["B"], improvement=direction(params), **how)
        return {"value": r.value, "se": r.se, "ci": r.interval}

    return run


def se_way(params: Values) -> str:
    return str(params.get("se") or "unbiased").lower()


def tau_u(data: Values, params: Values) -> Values:
    variant = str(params.get("variant") or "")
    way = "total" if re.search("total|tarlow|tau-a all", variant, re.I) else "parker"
    tau = "b" if re.search("tau[-_ ]?b|complete", variant, re.I) else "a"
    r = change.tau_u_family(data["A"], data["B"], denominator=way, tau=tau)
    sign = -1 if direction(params) == "decrease" else 1
    one = change.tau_u(data["A"], data["B"], improvement=direction(params), denominator=way).value
    if tau == "b" and r.value is not None:
        one = sign * r.value
    if "trend B - trend A" in variant and r.a_vs_b_plus_trend_b_minus_trend_a is not None:
        one = sign * r.a_vs_b_plus_trend_b_minus_trend_a
    return {
        "value": one,
        "A_vs_B": r.a_vs_b,
        "trend_A": r.trend_a,
        "trend_B": r.trend_b,
        "A_vs_B_minus_trend_A": r.a_vs_b_minus_trend_a,
        "A_vs_B_plus_trend_B": r.a_vs_b_plus_trend_b,
        "A_vs_B_plus_trend_B_minus_trend_A": r.a_vs_b_plus_trend_b_minus_trend_a,
    }


def baseline_corrected_tau(data: Values, params: Values) -> Values:
    text = str(params.get("correction") or "").lower()
    way = "exact" if "exact" in text else "asymptotic"
    if "continuity" in text and "no continuity" not in text:
        way = "continuity"
    toward = direction(params) if flipped(params) else "increase"
    r = change.baseline_corrected_tau(
        data["A"], data["B"], improvement=toward, pretest=params.get("pretest"), pretest_way=way
    )
    return {
        "kendall_tau_b": r.value,
        "tau": r.value,
        "value": r.value,
        "nonoverlap": r.nonoverlap,
        "slope": r.slope,
        "intercept": r.intercept,
        "baseline_tau": r.baseline_tau,
        "baseline_p": r.baseline_p,
        "correction_applied": r.correction_applied,
        "corrected": r.corrected,
        "uncorrected": r.uncorrected,
    }


def smd_within(data: Values, params: Values) -> Values:
    r = change.smd_within(
        data["A"],
        data["B"],
        improvement=direction(params),
        std_dev=params.get("std_dev") or "baseline",
        bias_correct=bool(params.get("bias_correct", True)),
    )
    return {"value": r.value, "uncorrected": r.uncorrected, "pooled": r.pooled, "se": r.se}


def log_response_ratio(data: Values, params: Values) -> Values:
    r = change.log_response_ratio(
        data["A"],
        data["B"],
        improvement=direction(params),
        bias_correct=bool(params.get("bias_correct", True)),
        zero_floor=params.get("zero_floor"),
        conf=conf(params),
    )
    falling = None if r.value is None else -r.value
    return {"value": r.value, "lrr_increasing": r.value, "lrr_decreasing": falling, "se": r.se, "ci": r.interval}


def phase_change(data: Values, params: Values) -> Values:
    r = change.phase_change(data["A"], data["B"])
    names = ("mean_a", "mean_b", "median_a", "median_b", "trend_a", "trend_b")
    named = {n[:-1] + n[-1].upper(): getattr(r, n) for n in names}
    rest = {"level_change": r.level_change, "slope_change": r.slope_change, "intercept": r.intercept}
    return {**named, **rest, "mean_difference": r.value}


def before_after(data: Values) -> tuple[list[Any], list[Any]]:
    if "pre" in data:
        return data["pre"], data["post"]
    change_of = next(data[k] for k in ("differences", "d", "x") if k in data)
    return [None if v is None else 0 for v in change_of], change_of


def wilcoxon_signed_rank(data: Values, params: Values) -> Values:
    pre, post = before_after(data)
    drop, pratt = (groups.wilcoxon_signed_rank(pre, post, zeros=z) for z in ("wilcox", "pratt"))
    lead = pratt if str(params.get("zero_method", "wilcox")).lower().startswith("pratt") else drop
    return {
        "V": lead.v,
        "p_two_sided": lead.value,
        "p_two_sided_pratt": pratt.value,
        "p_greater": lead.p_greater,
        "p_less": lead.p_less,
        "n_zero": lead.n_zero,
    }


def hodges_lehmann_paired(data: Values, params: Values) -> Values:
    r = groups.hodges_lehmann(*before_after(data), conf=conf(params))
    return {"estimate": r.value, "ci": r.interval, "achieved": r.interval.achieved if r.interval else None}


def rank_biserial_paired(data: Values, params: Values) -> Values:
    return {"value": groups.rank_biserial(*before_after(data)).value}


def hedges_g_paired(data: Values, params: Values) -> Values:
    r = groups.hedges_g_paired(*before_after(data), conf=conf(params))
    return {"g_z": r.g_z, "g_z_ci": r.interval, "g_pre_sd": r.g_pre, "d_av": r.d_av, "d_z": r.d_z}


def named_statistic(name: str) -> Callable[..., Any]:
    if "median" in name:
        return groups.median_of
    if "variance" in name or "sd" in name or "standard deviation" in name:
        ddof = 0 if re.search(r"divisor n(?!\s*-)", name) else 1
        return lambda x: x.var(axis=-1, ddof=ddof) if "variance" in name else x.std(axis=-1, ddof=ddof)
    return groups.mean_of


def bootstrap_ci(data: Values, params: Values) -> Values:
    name = str(data.get("statistic") or params.get("statistic") or "mean").lower()
    method = "percentile" if str(params.get("method", "BCa")).lower().startswith("perc") else "bca"
    how: Values = {"conf": conf(params), "method": method, "replicates": max(20_000, params.get("min_replicates") or 0)}
    if "corr" in name or "pearson" in name:
        first, second = (data["x"], data["y"]) if "y" in data else (data["pre"], data["post"])
        r = groups.bootstrap_interval_paired(first, second, groups.correlation_of, **how)
    else:
        values = groups.differences(*before_after(data))[0] if "pre" in data else data["x"]
        r = groups.bootstrap_interval(values, named_statistic(name), **how)
    return {"theta": r.value, "ci": r.interval, "percentile_ci": r.percentile}


def cronbach_alpha(data: Values, params: Values) -> Values:
    r = scoring.cronbach_alpha(data["items"], conf=conf(params))
    return {
        "alpha": r.value,
        "ci_feldt": r.interval,
        "alpha_if_dropped": r.if_dropped,
        "item_rest_r": r.item_rest,
        "n": r.n_used,
    }


def mcdonald_omega(data: Values, params: Values) -> Values:
    r = scoring.mcdonald_omega(data["items"])
    return {"omega_total": r.value, "loadings": r.loadings, "uniquenesses": r.uniquenesses}


def least_answers(params: Values, k: int) -> int | None:
    for name in ("min_answered", "min_items", "min_valid"):
        if params.get(name) is not None:
            return int(params[name])
    if params.get("max_missing") is not None:
        return k - int(params["max_missing"])
    rule = str(params.get("missing") or "any missing").lower()
    if "any missing" in rule or "refuse" in rule or "complete" in rule:
        return None
    if "half" in rule or "50" in rule:
        return (k + 1) // 2
    digits = re.search(r"\d+", rule)
    if not digits:
        return 1
    most_missing = re.search(r"(max|most|up to|<=)\D*\d+\D*missing", rule)
    return k - int(digits[0]) if most_missing else int(digits[0])


def scale_score(data: Values, params: Values) -> Values:
    rows = data["items"]
    k = len(rows[0])
    scale = scoring.Scale(
        items=tuple(str(i) for i in range(1, k + 1)),
        minimum=params["min"],
        maximum=params["max"],
        reversed_items=frozenset(str(i) for i in params.get("reverse_items") or ()),
        aggregate=params.get("aggregate") or "sum",
        min_answered=least_answers(params, k),
    )
    if params.get("rescale"):
        scale = replace(scale, rescale=tuple(params["rescale"]))
    return {"scores": [s.value for s in scoring.score_rows(scale, rows)]}


def gas_t(data: Values, params: Values) -> Values:
    rho = params.get("rho")
    weights = data.get("weights") or params.get("weights")
    r = goals.gas_t(data["scores"], weights, rho=0.3 if rho is None else rho)
    return {"t": r.value, "value": r.value}


def saturation_point(data: Values, params: Values) -> Values:
    counts = data.get("new_codes_per_document")
    if counts is None:
        counts = saturation.new_codes(data["documents"])
    names = ("base_size", "run_length", "threshold")
    r = saturation.saturation_of_counts(counts, **{n: params[n] for n in names if params.get(n) is not None})
    return {
        "base_codes": r.base_codes,
        "run_ratios": r.ratios,
        "saturated_at": r.value,
        "notation": r.notation,
        "new_codes_per_document": r.new_codes,
        "cumulative": r.cumulative,
    }


def sociometry_of(data: Values, params: Values) -> Values:
    nodes, edges, directed = data["nodes"], data["edges"], data.get("directed", True)
    r = sociometry.sociogram(nodes, edges, directed=directed)
    between = sociometry.betweenness_centralization(nodes, edges, directed=directed)
    n = len(nodes)
    return {
        "density": r.value,
        "mutual": r.mutual,
        "asymmetric": r.asymmetric,
        "null": None if r.mutual is None or r.asymmetric is None else n * (n - 1) // 2 - r.mutual - r.asymmetric,
        "reciprocity_edgewise": r.reciprocity_edgewise,
        "reciprocity_dyadic_nonnull": r.reciprocity_dyadic,
        "centralization_indegree": r.centralization_indegree,
        "centralization_outdegree": r.centralization_outdegree,
        "centralization_degree": r.centralization_degree,
        "centralization_betweenness": between.value,
        "n_unchosen": len(r.unchosen),
        "n_isolates": len(r.isolates),
        "isolates": r.isolates,
        "indegree": list(r.indegree.values()),
        "outdegree": list(r.outdegree.values()),
        "degree": list(r.degree.values()),
    }


STATISTICS: dict[str, Callable[[Values, Values], Values]] = {
    "baseline_corrected_tau": baseline_corrected_tau,
    "bootstrap_ci": bootstrap_ci,
    "clinical_cutoff": clinical_cutoff,
    "clinical_significance_classification": clinical_significance_classification,
    "cohen_kappa": cohen_kappa,
    "cronbach_alpha": cronbach_alpha,
    "fleiss_kappa": fleiss_kappa,
    "gas_t": gas_t,
    "gwet_ac": gwet_ac,
    "hedges_g_paired": hedges_g_paired,
    "hodges_lehmann_paired": hodges_lehmann_paired,
    "ird": overlap(change.ird),
    "krippendorff_alpha": krippendorff_alpha,
    "krippendorff_alpha_bootstrap_ci": krippendorff_alpha_bootstrap_ci,
    "krippendorff_alpha_unitizing": krippendorff_alpha_unitizing,
    "log_response_ratio": log_response_ratio,
    "mcdonald_omega": mcdonald_omega,
    "nap": overlap(change.nap, conf=conf, se=se_way),
    "pand": overlap(change.pand),
    "pem": overlap(change.pem),
    "percent_agreement": percent_agreement,
    "phase_change": phase_change,
    "pnd": overlap(change.pnd),
    "rank_biserial_paired": rank_biserial_paired,
    "reliable_change": reliable_change,
    "saturation": saturation_point,
    "scale_score": scale_score,
    "smd_within": smd_within,
    "sociometry": sociometry_of,
    "tau_ab": overlap(change.tau, conf=conf, se=se_way),
    "tau_u": tau_u,
    "wilcoxon_signed_rank": wilcoxon_signed_rank,
}
