// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/message_head.h"

#include "http/start_line.h"

#include <algorithm>

namespace telltale::http {
namespace {

constexpr const char *whiteSpace = " \t\r\n\v\f";

void addLine(std::string_view line, FieldSection &section, const base::Limits &limits)
{
    const bool folded = line[0] == ' ' || line[0] == '\t';
    if (folded && !section.fields.empty()) {
        // RFC 9112 § 5.2: a recipient joins obs-fold with spaces.
        std::string &value = section.fields.back().value;
        const std::string_view more = trimmed(line);
        if (!value.empty() && !more.empty())
            value += ' ';
        value += more;
        return;
    }
    const std::size_t colon = line.find(':');
    const std::string_view name = trimmed(line.substr(0, colon));
    if (colon == std::string_view::npos || name.empty()) {
        section.anomalies.push_back({"http.malformed_header", "A header line has no field name."});
        return;
    }
    if (section.fields.size() >= limits.headerCount) {
        if (section.anomalies.empty() || std::string_view(section.anomalies.back().id) != "http.header_limit")
            section.anomalies.push_back({"http.header_limit", "A header section has more fields than the limit."});
        return;
    }
    if (folded || name.size() != colon || !std::ranges::all_of(name, isTokenCharacter))
        section.anomalies.push_back({"http.malformed_header", "A field name holds characters that are not allowed."});
    section.fields.push_back({std::string(name), std::string(trimmed(line.substr(colon + 1)))});
}

} // namespace

FieldSection parseFields(std::string_view lines, const base::Limits &limits)
{
    FieldSection section;
    while (!lines.empty()) {
        const std::size_t end = lines.find('\n');
        std::string_view line = lines.substr(0, end);
        lines = end == std::string_view::npos ? std::string_view{} : lines.substr(end + 1);
        while (line.ends_with('\r'))
            line.remove_suffix(1);
        if (!line.empty())
            addLine(line, section, limits);
    }
    // One sentence of each kind says enough; thousands would be a way to grow memory.
    const auto same = [](const base::Anomaly &a, const base::Anomaly &b) { return a.detail == b.detail; };
    section.anomalies.erase(
        std::unique(section.anomalies.begin(), section.anomalies.end(), same), section.anomalies.end());
    return section;
}

std::string_view fieldValue(const std::vector<Field> &fields, std::string_view name)
{
    for (const Field &field : fields) {
        if (equalsIgnoringCase(field.name, name))
            return field.value;
    }
    return {};
}

bool equalsIgnoringCase(std::string_view a, std::string_view b)
{
    return std::ranges::equal(a, b, [](char x, char y) {
        const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
        return lower(x) == lower(y);
    });
}

std::string_view trimmed(std::string_view text)
{
    const std::size_t from = text.find_first_not_of(whiteSpace);
    if (from == std::string_view::npos)
        return {};
    return text.substr(from, text.find_last_not_of(whiteSpace) - from + 1);
}

AbsoluteTarget splitAbsoluteTarget(std::string_view target)
{
    const std::size_t colon = target.find("://");
    if (colon == std::string_view::npos || colon == 0
        || !std::ranges::all_of(target.substr(0, colon), [](char c) { return isTokenCharacter(c); }))
        return {};
    const std::string_view rest = target.substr(colon + 3);
    std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
    const std::size_t userInfo = authority.rfind('@');
    if (userInfo != std::string_view::npos)
        authority.remove_prefix(userInfo + 1);
    return {target.substr(0, colon), authority};
}

} // namespace telltale::http
