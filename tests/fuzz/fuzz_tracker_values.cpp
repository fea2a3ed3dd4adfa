// SPDX-License-Identifier: GPL-3.0-or-later
// A place, a line end, and any body: the place is read or refused with a reason, and what it leads to
// are readable values, few enough, with octets that lie in the body.
#include "base/utf8.h"
#include "decode/outgoing_message.h"
#include "trackers/node_names.h"
#include "trackers/place_walk.h"
#include "trackers/sent_values.h"

#include <algorithm>
#include <cstdlib>

using namespace telltale;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void check(rules::TrackerPlace place, const decode::OutgoingMessage &message)
{
    rules::TrackerEndpoint endpoint;
    for (const auto kind : {rules::ValueKind::content, rules::ValueKind::identifier})
        endpoint.values.push_back({place, kind, "name", "why", rules::Shape::any, {}});
    const auto values = trackers::sentValues(endpoint, message);
    require(values.size() <= trackers::mostSentValues);
    for (const session::SentData &data : values) {
        require(base::isReadableText(data.value) && data.value.size() <= trackers::longestSentValue);
        const auto located = std::find_if(message.trees.begin(), message.trees.end(),
            [&](const auto &tree) { return tree.location == data.location; });
        require(located != message.trees.end());
        require(data.bytes.from <= data.bytes.to && data.bytes.to <= located->tree.content(0).size());
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view input = base::asText({data, size});
    const std::size_t line = std::min(input.find('\n'), input.size());
    const std::string_view body = input.substr(std::min(line + 1, input.size()));
    std::string problem;
    auto place = rules::parsePlace(input.substr(0, line), problem);
    require(place.has_value() == problem.empty());
    if (!place)
        return 0;
    session::Exchange exchange;
    exchange.url = "https://t.example.org/a/b?" + std::string(body.substr(0, 200));
    auto message = decode::openRequest(exchange, {{"Cookie", std::string(body.substr(0, 100))}}, base::asBytes(body));
    check(*place, message);
    rules::TrackerEndpoint names;
    names.readable = rules::RuleReadable::no;
    names.reason = "a reason";
    names.fields.push_back({*place, "name"});
    trackers::nameNodes(names, message);
    return 0;
}
