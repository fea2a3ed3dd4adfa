// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/body_framing.h"

#include "http/message_head.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace telltale::http {
namespace {

struct Lengths {
    std::optional<std::uint64_t> first;
    bool conflicting = false;
    bool malformed = false;
};

Lengths contentLengths(const std::vector<Field> &fields)
{
    Lengths lengths;
    forEachMember(fields, "content-length", [&](std::string_view member) {
        std::uint64_t value = 0;
        const auto [end, error] = std::from_chars(member.data(), member.data() + member.size(), value);
        if (error != std::errc{} || end != member.data() + member.size())
            lengths.malformed = true;
        else if (!lengths.first)
            lengths.first = value;
        else if (*lengths.first != value)
            lengths.conflicting = true;
    });
    return lengths;
}

enum class Transfer { absent, chunked, other };

Transfer transferCoding(const std::vector<Field> &fields)
{
    Transfer transfer = Transfer::absent;
    forEachMember(fields, "transfer-encoding", [&](std::string_view member) {
        const std::string_view name = trimmed(member.substr(0, member.find(';')));
        if (equalsIgnoringCase(name, "chunked"))
            transfer = Transfer::chunked;
        else if (transfer == Transfer::absent && !equalsIgnoringCase(name, "identity"))
            transfer = Transfer::other;
    });
    return transfer;
}

/// What the fields say; untilEnd where they leave it open.
BodyFraming framingOf(const std::vector<Field> &fields)
{
    BodyFraming framing{Framing::untilEnd, 0, {}};
    const Lengths lengths = contentLengths(fields);
    const Transfer transfer = transferCoding(fields);
    if (lengths.malformed)
        framing.anomalies.push_back({"http.bad_content_length", "Content-Length is not a number."});
    if (lengths.conflicting)
        framing.anomalies.push_back({"http.smuggling", "Several Content-Length values disagree; the first was used."});
    if (transfer == Transfer::chunked) {
        // RFC 9112 § 6.3 rule 3: Transfer-Encoding overrides, and somebody may be smuggling.
        if (lengths.first)
            framing.anomalies.push_back(
                {"http.smuggling", "Both Content-Length and Transfer-Encoding: chunked; chunked was used."});
        framing.kind = Framing::chunked;
    } else if (lengths.first && transfer != Transfer::other) {
        framing.kind = Framing::length;
        framing.length = *lengths.first;
    }
    return framing;
}

} // namespace

BodyFraming requestFraming(const std::vector<Field> &fields)
{
    BodyFraming framing = framingOf(fields);
    if (framing.kind == Framing::untilEnd) // a request never ends with its connection: no length, no body
        framing.kind = Framing::none;
    return framing;
}

BodyFraming responseFraming(std::uint16_t status, std::string_view method, const std::vector<Field> &fields)
{
    BodyFraming framing = framingOf(fields);
    if (method == "HEAD" || status < 200 || status == 204 || status == 304)
        framing.kind = Framing::none;
    return framing;
}

} // namespace telltale::http
