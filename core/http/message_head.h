// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/anomaly.h"
#include "base/limits.h"
#include "http/http_listener.h"

#include <string_view>
#include <vector>

namespace telltale::http {

struct FieldSection {
    std::vector<Field> fields;
    std::vector<base::Anomaly> anomalies; ///< http.malformed_header, http.header_limit
};

/// Reads the field lines of an HTTP/1 head or trailer (RFC 9112 § 5), without the start line; CRLF or
/// bare LF end lines. Folded lines are joined with one space; a line without a colon is left out
/// and gives an anomaly, and so do fields beyond limits.headerCount.
FieldSection parseFields(std::string_view lines, const base::Limits &limits);

/// First value of a field, names compared without case; empty when absent.
std::string_view fieldValue(const std::vector<Field> &fields, std::string_view name);

/// Calls @p visit with every member of a comma-separated field (RFC 9110 § 5.6.1), in order, over all
/// fields of that name. Members are trimmed; empty ones are left out.
template <typename Visitor>
void forEachMember(const std::vector<Field> &fields, std::string_view name, Visitor &&visit);

bool equalsIgnoringCase(std::string_view a, std::string_view b);
std::string_view trimmed(std::string_view text);

/// scheme and authority of an absolute-form target (RFC 9112 § 3.2.2), "http://host:port/…"; empty otherwise.
struct AbsoluteTarget {
    std::string_view scheme;
    std::string_view authority;
};
AbsoluteTarget splitAbsoluteTarget(std::string_view target);

template <typename Visitor>
void forEachMember(const std::vector<Field> &fields, std::string_view name, Visitor &&visit)
{
    for (const Field &field : fields) {
        if (!equalsIgnoringCase(field.name, name))
            continue;
        std::string_view rest = field.value;
        while (!rest.empty()) {
            const std::size_t comma = rest.find(',');
            const std::string_view member = trimmed(rest.substr(0, comma));
            rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(comma + 1);
            if (!member.empty())
                visit(member);
        }
    }
}

} // namespace telltale::http
