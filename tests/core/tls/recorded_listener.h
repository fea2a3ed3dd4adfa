// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tls/tls_listener.h"

#include <map>
#include <string>
#include <vector>

namespace telltale::tls::test {

/// Writes down what a TlsConnection says: each side's text with "[gap]" for holes and "[end]".
class RecordedListener : public TlsListener {
public:
    void data(base::Side side, base::ByteView bytes, base::Origin origin) override
    {
        EXPECT_FALSE(bytes.empty());
        append(side, std::string(base::asText(bytes)));
        packets.push_back(origin.packet);
    }
    void gap(base::Side side, std::uint64_t, base::Origin) override { append(side, "[gap]"); }
    void end(base::Side side, reassembly::StreamEnd how, base::Origin) override
    {
        append(side,
            how == reassembly::StreamEnd::finished    ? "[end]"
                : how == reassembly::StreamEnd::reset ? "[reset]"
                                                      : "[cut]");
        ++ends[base::index(side)];
    }
    void factsChanged(const TlsFacts &now, base::Origin) override
    {
        facts = now;
        ++factChanges;
    }
    void anomaly(const base::Anomaly &anomaly, base::Origin) override { ++anomalies[anomaly.id]; }

    [[nodiscard]] const std::string &sent() const { return text[0]; }
    [[nodiscard]] const std::string &received() const { return text[1]; }

    std::string text[2];
    int ends[2] = {0, 0};
    std::vector<std::uint64_t> packets; ///< origins of the data, in the order it came
    TlsFacts facts;
    int factChanges = 0;
    std::map<std::string, int> anomalies;

private:
    void append(base::Side side, const std::string &what)
    {
        EXPECT_EQ(ends[base::index(side)], 0) << "something after the end: " << what.substr(0, 40);
        text[base::index(side)] += what;
    }
};

} // namespace telltale::tls::test
