// SPDX-License-Identifier: GPL-3.0-or-later
#include "hotspot/doctor.h"

#include "facts.h"

namespace telltale::hotspot {
namespace {

using namespace test;

TEST(Doctor, FindsNothingWhereNothingIsWrong)
{
    EXPECT_EQ(ids(examine(healthy())), Ids{});
}

TEST(Doctor, ErrorsComeFirst)
{
    SystemFacts facts = healthy();
    facts.radio->country = "00"; // a warning that is looked at before the others
    facts.forwards4 = false;
    facts.captureProgram.hasRight = false;
    EXPECT_EQ(ids(examine(facts)), (Ids{"capture.no_right", "forwarding.off", "wifi.country_unset"}));
}

TEST(Doctor, NothingIsGuessedWhereNothingIsKnown)
{
    SystemFacts facts;
    facts.interface = "hs0";
    facts.anyWifi = true;
    facts.rulesetProblem = "it is not known.";
    EXPECT_EQ(ids(examine(facts)), (Ids{"interface.missing", "capture.missing", "uplink.missing", "firewall.unread"}));
}

TEST(Doctor, SeveritiesHaveNames)
{
    EXPECT_STREQ(severityName(Severity::note), "note");
    EXPECT_STREQ(severityName(Severity::warning), "warning");
    EXPECT_STREQ(severityName(Severity::error), "error");
}

} // namespace
} // namespace telltale::hotspot
