// SPDX-License-Identifier: GPL-3.0-or-later
#include "control_lines.h"

#include <gtest/gtest.h>

namespace telltale::capturing {
namespace {

using Kind = Command::Kind;
using Commands = std::vector<Command>;

Commands inPieces(std::string_view input, std::size_t size)
{
    ControlLines lines;
    Commands all;
    for (; !input.empty(); input.remove_prefix(std::min(size, input.size()))) {
        for (Command &command : lines.feed(input.substr(0, size)))
            all.push_back(std::move(command));
    }
    return all;
}

TEST(ControlLines, KnowsItsCommandsHoweverTheyAreCut)
{
    const std::string input =
        "statistics\nredirect off\nredirect on\nfilter tcp port 443\r\n\nfilter\nfilter  \nwhat\x1b[2J\nstop\nsto";
    const Commands expected{{Kind::statistics, {}}, {Kind::redirectOff, {}}, {Kind::unknown, "redirect on"},
        {Kind::filter, "tcp port 443"}, {Kind::unknown, ""}, {Kind::unknown, "filter"}, {Kind::unknown, "filter  "},
        {Kind::unknown, "what?[2J"}, {Kind::stop, {}}};
    for (const std::size_t size : {std::size_t{1}, std::size_t{7}, input.size()})
        EXPECT_EQ(inPieces(input, size), expected) << size;
}

TEST(ControlLines, ALineTooLongIsOneCommandAndTheNextIsUnderstood)
{
    const std::string input = "filter " + std::string(1U << 20, 'x') + "\nstop\n";
    for (const std::size_t size : {std::size_t{4096}, input.size()})
        EXPECT_EQ(inPieces(input, size), (Commands{{Kind::tooLong, {}}, {Kind::stop, {}}}));
}

TEST(ControlLines, AZeroOctetDoesNotHideTheRestOfAFilter)
{
    const std::string input("filter tcp\0 or udp\n", 19);
    EXPECT_EQ(inPieces(input, input.size()).front().kind, Kind::unknown);
}

} // namespace
} // namespace telltale::capturing
