// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/export/names.h"

#include <gtest/gtest.h>

using namespace telltale::session;

TEST(Names, areTheWordsOfTheContract)
{
    EXPECT_EQ(word(Reason::none), "");
    EXPECT_EQ(word(Reason::clientRejectedCertificate), "client_rejected_certificate");
    EXPECT_EQ(word(HttpVersion::http11), "http/1.1");
    EXPECT_EQ(word(HttpVersion::unknown), "");
    EXPECT_EQ(word(LeakKind::searchQuery), "search_query");
    EXPECT_EQ(word(LeakBasis::searchUrl), "search-url");
    EXPECT_EQ(word(Readable::partly), "partly");
    EXPECT_EQ(word(AppSource::pcapdroid), "pcapdroid");
    EXPECT_EQ(word(telltale::net::Transport::udp), "udp");
}
