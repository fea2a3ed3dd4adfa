// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/claims.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace telltale::attribution {

using session::App;
using session::AppSource;
using session::Confidence;

bool isBetter(const App &a, const App &b)
{
    const bool aIsUser = a.source == AppSource::user;
    if (aIsUser != (b.source == AppSource::user))
        return aIsUser;
    if (a.confidence != b.confidence)
        return a.confidence > b.confidence;
    if (a.source != b.source)
        return a.source < b.source; // they stand in the order of their weight
    return std::tie(a.name, a.package) < std::tie(b.name, b.package);
}

bool addClaim(Claims &claims, App claim)
{
    const auto place = std::lower_bound(claims.begin(), claims.end(), claim, isBetter);
    if (place != claims.end() && *place == claim)
        return false;
    if (place == claims.end() && claims.size() >= mostClaims)
        return false;
    claims.insert(place, std::move(claim));
    if (claims.size() > mostClaims)
        claims.pop_back();
    return true;
}

Claims joined(Claims a, const Claims &b)
{
    for (const App &claim : b)
        addClaim(a, claim);
    return a;
}

Claims claimsOfRequest(const std::vector<App> &said)
{
    Claims claims;
    for (std::size_t i = 0; i < said.size(); ++i) {
        App claim = said[i];
        const App *first = nullptr; // on the same rung, another app
        for (std::size_t j = 0; j < i && first == nullptr; ++j) {
            if (said[j].source == claim.source && (said[j].package != claim.package || said[j].name != claim.name))
                first = &said[j];
        }
        if (first != nullptr && first->confidence == Confidence::possible && claim.confidence == Confidence::possible)
            continue; // neither could stand before the other
        if (first != nullptr && first->confidence >= claim.confidence)
            claim.confidence = Confidence::possible;
        addClaim(claims, std::move(claim));
    }
    return claims;
}

std::optional<App> best(const Claims &claims)
{
    return claims.empty() ? std::nullopt : std::optional(claims.front());
}

} // namespace telltale::attribution
