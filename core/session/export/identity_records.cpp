// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/export/identity_records.h"

#include "base/json_writer.h"

#include <algorithm>
#include <string_view>

namespace telltale::session {

using base::JsonWriter;

namespace {

void strings(JsonWriter &json, std::string_view name, const std::vector<std::string> &values)
{
    json.key(name).beginArray();
    for (const std::string &value : values)
        json.string(value);
    json.endArray();
}

void identifiers(JsonWriter &json, const std::vector<SentIdentifier> &values)
{
    json.key("identifiers").beginArray();
    for (const SentIdentifier &value : values)
        json.beginObject().member("kind", value.kind).member("value", value.value).endObject();
    json.endArray();
}

std::vector<std::string> eachOnce(const std::vector<Profile::Fact> &facts)
{
    std::vector<std::string> values;
    for (const Profile::Fact &fact : facts) {
        if (std::find(values.begin(), values.end(), fact.value) == values.end())
            values.push_back(fact.value);
    }
    return values;
}

void fact(JsonWriter &json, std::string_view kind, const Profile::Fact &value)
{
    json.beginObject()
        .member("kind", kind)
        .member("value", value.value)
        .member("exchange", text(value.exchange))
        .member("time", base::formatRfc3339(value.time));
    json.key("incognito").boolean(value.incognito);
    identifiers(json, value.identifiers);
    json.endObject();
}

} // namespace

std::string identifierRecord(const IdentifierSeen &i)
{
    JsonWriter json;
    json.beginObject()
        .member("type", "identifier")
        .member("id", "i." + i.kind + "." + i.value)
        .member("kind", i.kind)
        .member("value", i.value)
        .member("first", base::formatRfc3339(i.first))
        .member("last", base::formatRfc3339(i.last))
        .memberUnsigned("exchanges", i.exchanges);
    strings(json, "recipients", i.recipients);
    strings(json, "apps", i.apps);
    json.member("basis", i.basis == IdentifierBasis::rule ? "rule" : "repeated");
    strings(json, "names", i.names);
    json.endObject();
    return json.take();
}

std::string profileRecord(const Profile &p)
{
    JsonWriter json;
    json.beginObject().member("type", "profile").member("id", p.id).member("recipient", p.recipient);
    identifiers(json, p.identifiers);
    strings(json, "searches", eachOnce(p.searches));
    strings(json, "urls", eachOnce(p.urls));
    json.key("categories").beginObject();
    for (const auto &[kind, count] : p.categories)
        json.memberUnsigned(kind, count);
    json.endObject();
    strings(json, "apps", p.apps);
    json.memberUnsigned("exchanges", p.exchanges)
        .member("first", base::formatRfc3339(p.first))
        .member("last", base::formatRfc3339(p.last));
    json.key("accounts").beginArray();
    for (const Profile::Fact &account : p.accounts)
        fact(json, "account", account);
    json.endArray();
    json.key("facts").beginArray();
    for (const Profile::Fact &search : p.searches)
        fact(json, "search_query", search);
    for (const Profile::Fact &url : p.urls)
        fact(json, "visited_url", url);
    json.endArray().endObject();
    return json.take();
}

} // namespace telltale::session
