// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/export/identity_records.h"

#include <gtest/gtest.h>

using namespace telltale::session;

TEST(IdentityRecords, identifier)
{
    IdentifierSeen seen;
    seen.kind = "cookie";
    seen.value = "a81c";
    seen.basis = IdentifierBasis::repeated;
    seen.names = {"cookie:_vis"};
    seen.exchanges = 3;
    seen.recipients = {"Example"};
    EXPECT_EQ(identifierRecord(seen),
        R"({"type":"identifier","id":"i.cookie.a81c","kind":"cookie","value":"a81c","first":"1970-01-01T00:00:00.000000000Z",)"
        R"("last":"1970-01-01T00:00:00.000000000Z","exchanges":3,"recipients":["Example"],"apps":[],"basis":"repeated",)"
        R"("names":["cookie:_vis"]})");
}

TEST(IdentityRecords, profile)
{
    Profile profile;
    profile.id = "p.Xiaomi.gaid.1";
    profile.recipient = "Xiaomi";
    profile.identifiers = {{"gaid", "1"}};
    profile.searches = {{"otter", {{5, 0}, 1}, {}, true, {{"gaid", "1"}}}, {"otter", {{6, 0}, 1}, {}, false, {}}};
    profile.categories = {{"device", 4}};
    profile.exchanges = 2;
    EXPECT_EQ(profileRecord(profile),
        R"({"type":"profile","id":"p.Xiaomi.gaid.1","recipient":"Xiaomi","identifiers":[{"kind":"gaid","value":"1"}],)"
        R"("searches":["otter"],"urls":[],"categories":{"device":4},"apps":[],"exchanges":2,)"
        R"("first":"1970-01-01T00:00:00.000000000Z","last":"1970-01-01T00:00:00.000000000Z","accounts":[],"facts":[)"
        R"({"kind":"search_query","value":"otter","exchange":"c5.x1","time":"1970-01-01T00:00:00.000000000Z","incognito":true,)"
        R"("identifiers":[{"kind":"gaid","value":"1"}]},)"
        R"({"kind":"search_query","value":"otter","exchange":"c6.x1","time":"1970-01-01T00:00:00.000000000Z","incognito":false,)"
        R"("identifiers":[]}]})");
}
