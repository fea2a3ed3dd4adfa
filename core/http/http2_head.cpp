// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/http2_head.h"

#include "http/message_head.h"

#include <algorithm>
#include <utility>

namespace telltale::http {
namespace {

std::uint16_t parseStatus(std::string_view value)
{
    if (value.size() != 3 || !std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; })
        || value[0] == '0')
        return 0;
    return static_cast<std::uint16_t>((value[0] - '0') * 100 + (value[1] - '0') * 10 + value[2] - '0');
}

std::string *pseudoHeader(Http2Head &head, std::string_view name)
{
    if (name == ":method")
        return &head.method;
    if (name == ":path")
        return &head.path;
    if (name == ":scheme")
        return &head.scheme;
    if (name == ":authority")
        return &head.authority;
    return name == ":protocol" ? &head.protocol : nullptr;
}

void addPseudoHeader(Http2Head &head, Field &&field)
{
    if (!head.fields.empty()) // RFC 9113 § 8.3: they come before all others
        head.malformed = true;
    if (field.name == ":status") {
        const std::uint16_t status = parseStatus(field.value);
        head.malformed = head.malformed || status == 0 || head.status != 0;
        if (head.status == 0)
            head.status = status;
        return;
    }
    std::string *target = pseudoHeader(head, field.name);
    if (target == nullptr || !target->empty()) {
        head.malformed = true;
        return;
    }
    *target = std::move(field.value);
}

} // namespace

Http2Head sortHead(HeaderSection &&section)
{
    Http2Head head;
    std::size_t cookie = section.fields.size();
    for (Field &field : section.fields) {
        if (field.name.starts_with(':')) {
            addPseudoHeader(head, std::move(field));
        } else if (field.name == "cookie" && cookie < head.fields.size()) {
            head.fields[cookie].value += "; " + field.value;
        } else {
            if (field.name == "cookie")
                cookie = head.fields.size();
            field.value = trimmed(field.value);
            head.fields.push_back(std::move(field));
        }
    }
    if (head.authority.empty())
        head.authority = fieldValue(head.fields, "host");
    return head;
}

RequestHead toRequestHead(Http2Head &&head)
{
    RequestHead request;
    request.version = Version::h2;
    request.method = std::move(head.method);
    request.target = std::move(head.path);
    request.scheme = std::move(head.scheme);
    request.authority = std::move(head.authority);
    request.fields = std::move(head.fields);
    return request;
}

} // namespace telltale::http
