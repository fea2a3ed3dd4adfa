// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/data_kind.h"

#include <gtest/gtest.h>

using namespace telltale::session;

TEST(DataKind, wordsLeadBack)
{
    for (int i = 0; i <= static_cast<int>(DataKind::time); ++i) {
        const auto kind = static_cast<DataKind>(i);
        EXPECT_EQ(dataKindOf(word(kind)), kind);
    }
    EXPECT_EQ(word(DataKind::installedApps), "installed_apps");
    EXPECT_EQ(dataKindOf("Installed apps"), std::nullopt);
}
