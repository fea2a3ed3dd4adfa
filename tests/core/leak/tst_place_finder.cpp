// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/place_finder.h"

#include "core/leak/requests.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::leak;

namespace {

Sent posted(const std::string &body, const std::string &type = "application/json")
{
    return {.url = "https://c.example.net/t", .body = body, .contentType = type};
}

/// "match location: octets on the wire" of the first declared secret.
std::string placeOf(const std::string &secret, const Sent &sent)
{
    SecretSet secrets(10);
    secrets.declare({parseSecret(secret, "").value()});
    const RequestRecord record = recorded(sent);
    const auto places = findPlaces(secrets, secrets.all(), record);
    const auto found = places.find(0);
    if (found == places.end())
        return "";
    const Place &place = found->second;
    const base::ByteRange wire = wireRangeOfPart(record, *place.value, place.part, {});
    const std::string &location = record.locations[place.value->location].name;
    const std::string &octets = location == "body" ? sent.body : sent.url;
    return place.match + " " + location + ": " + octets.substr(wire.from, wire.size());
}

} // namespace

TEST(PlaceFinder, everyTransformationWithItsOctets)
{
    const char *otter = "purple otter 4821";
    const char *jane = "jane.doe@example.org";
    const char *pages = "https://a.example/clinic?q=otters&p=2";
    const char *form = "application/x-www-form-urlencoded";
    const struct {
        const char *secret;
        Sent sent;
        const char *place;
    } cases[] = {
        {otter, posted(R"({"w":"Purple  Otter 4821"})"), "plain body: Purple  Otter 4821"},
        {otter, posted(R"({"w":"x purple-otter-4821 y"})"), "dashes body: purple-otter-4821"},
        {otter, posted(R"({"w":"/a/purple_otter_4821/"})"), "underscores body: purple_otter_4821"},
        {otter, posted(R"({"w":"purpleotter4821"})"), "nospace body: purpleotter4821"},
        {otter, posted(R"({"w":"purple otter 48215"})"), ""},
        {otter, posted(R"({"w":"1284 retto elprup"})"), "reversed body: 1284 retto elprup"},
        {"https://a.example/clinic/otters", posted(R"({"w":"sretto/cinilc/elpmaxe.a//:sptth"})"),
            "reversed body: sretto/cinilc/elpmaxe.a//:sptth"},
        {pages, posted(R"({"w":"2=p&sretto=q?cinilc/elpmaxe.a//:sptth"})"),
            "reversed body: 2=p&sretto=q?cinilc/elpmaxe.a//:sptth"},
        {pages, posted("x=1&w=2%3Dp%26sretto%3Dq%3Fcinilc%2Felpmaxe.a%2F%2F%3Asptth", form),
            "reversed body: 2%3Dp%26sretto%3Dq%3Fcinilc%2Felpmaxe.a%2F%2F%3Asptth"},
        {pages, posted("2=p&sretto=q?cinilc/elpmaxe.a//:sptth", "text/plain"),
            "reversed body: 2=p&sretto=q?cinilc/elpmaxe.a//:sptth"},
        {pages, {.url = "https://c.example.net/t?w=2%3Dp%26sretto%3Dq%3Fcinilc%2Felpmaxe.a%2F%2F%3Asptth"},
            "reversed url: 2%3Dp%26sretto%3Dq%3Fcinilc%2Felpmaxe.a%2F%2F%3Asptth"},
        {pages, posted(R"({"w":"1=x&from=https://a.example/clinic?q=otters&p=2"})"),
            "plain body: a.example/clinic?q=otters&p=2"},
        {pages, posted(R"({"w":"2=p&sretto=q?cinilc/elpmaxe.b//:sptth"})"), ""},
        {pages, posted(R"({"w":"22=p&sretto=q?cinilc/elpmaxe.a//:sptth"})"), ""},
        {"otter", posted(R"({"w":"otter=1&q=2"})"), ""}, // the name of a field is no value
        {"otters=q", posted(R"({"w":"otters=q&x=2"})"), "plain body: otters=q"},
        {"likupurira", posted(R"({"id":"d7gdzReS1Tcs5wy+fEIsh2Xf0EbCMoPZ6TmF7TqUFwk="})"),
            "base64(sha256) body: d7gdzReS1Tcs5wy+fEIsh2Xf0EbCMoPZ6TmF7TqUFwk="},
        {otter, posted(R"({"w":"v1:cHVycGxlIG90dGVyIDQ4MjE; x"})"), "base64 body: cHVycGxlIG90dGVyIDQ4MjE"},
        {otter, posted(R"({"w":"1 /nB1cnBsZSBvdHRlciA0ODIx/w=="})"), "base64 body: /nB1cnBsZSBvdHRlciA0ODIx"},
        {otter, posted(R"({"w":"q 707572706c65206f747465722034383231!"})"),
            "hex body: 707572706c65206f747465722034383231"},
        {otter, posted(R"({"w":"log cAB1AHIAcABsAGUAIABvAHQAdABlAHIAIAA0ADgAMgAxAA== end"})"),
            "base64(utf16le) body: cAB1AHIAcABsAGUAIABvAHQAdABlAHIAIAA0ADgAMgAxAA"},
        {otter, {.url = "https://c.example.net/t?w=id-d8205338fa53d72015aee294edf7a4bb"},
            "md5(nospace) url: d8205338fa53d72015aee294edf7a4bb"},
        {jane, posted(R"({"em":["b49be4c6d5b60918bf27d1189d8f326d"]})"), "md5 body: b49be4c6d5b60918bf27d1189d8f326d"},
        {jane, posted(R"({"em":"jane.doe+shop@example.org"})"), ""},
        {"jane.doe+shop@example.org", posted(R"({"em":"janedoe@example.org"})"), "nodots body: janedoe@example.org"},
        {jane, posted(R"({"em":"pre f3M1W/Ay3LuOWj9R8eSoupLvE0TeLZU4JjTPkdptYYE= post"})"),
            "base64(sha256) body: f3M1W/Ay3LuOWj9R8eSoupLvE0TeLZU4JjTPkdptYYE="},
        {"Jane.Doe@Example.org", posted(R"({"hash":1802869460})"), "crc32 body: 1802869460"},
        {"phone: +49 170 1234567", posted(R"({"p":"tel:01701234567"})"), "national body: 01701234567"},
        {"mac: aa:bb:cc:00:11:22", posted(R"({"p":"AABBCC001122"})"), "bare body: AABBCC001122"},
        {"android", posted(R"({"p":"an android phone"})"), ""},
    };
    for (const auto &c : cases)
        EXPECT_EQ(placeOf(c.secret, c.sent), c.place) << c.secret << " in " << c.sent.url << " " << c.sent.body;
}

TEST(PlaceFinder, plainIsShownBeforeTransformed)
{
    EXPECT_EQ(placeOf("jane.doe@example.org",
                  {.url = "https://c.example.net/t?e=jane.doe@example.org",
                      .body = R"({"em":"b49be4c6d5b60918bf27d1189d8f326d"})",
                      .contentType = "application/json"}),
        "plain url: jane.doe@example.org");
}

TEST(PlaceFinder, visitedAddressesBackToFront)
{
    SecretSet secrets(10);
    secrets.add(session::LeakKind::visitedUrl, "https://a.example/clinic?q=otters&p=2");
    const auto matchIn = [&](const char *body) {
        const auto places = findPlaces(secrets, secrets.all(), recorded(posted(body)));
        return places.empty() ? std::string() : places.begin()->second.match;
    };
    EXPECT_EQ(matchIn(R"({"w":"2=p&sretto=q?cinilc/elpmaxe.a//:sptth"})"), "reversed");
    EXPECT_EQ(matchIn(R"({"w":"3=p&sretto=q?cinilc/elpmaxe.a//:sptth"})"), "");
    EXPECT_EQ(matchIn(R"({"w":"1=x&2=p&sretto=q?cinilc/elpmaxe.a//:sptth"})"), "reversed");
}

TEST(PlaceFinder, harvestedPhrasesInOneValueOnly)
{
    SecretSet secrets(10);
    secrets.add(session::LeakKind::searchQuery, "how to leave my job");
    const auto matchIn = [&](const char *body) {
        const auto places = findPlaces(secrets, secrets.all(), recorded(posted(body)));
        return places.empty() ? std::string() : places.begin()->second.match;
    };
    EXPECT_EQ(matchIn(R"({"slug":"How-to-leave-my-job"})"), "dashes");
    EXPECT_EQ(matchIn(R"({"slug":"how_to_leave_my_job"})"), "underscores");
    EXPECT_EQ(matchIn(R"({"page":"/blog/how-to-leave-my-job"})"), "") << "the page that was searched for";
    EXPECT_EQ(matchIn(R"({"log":"x aG93IHRvIGxlYXZlIG15IGpvYg== y"})"), "base64");
}
