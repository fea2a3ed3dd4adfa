// SPDX-License-Identifier: GPL-3.0-or-later
#include "arguments.h"
#include "commands.h"

#include <cstdio>
#include <string>
#include <unistd.h>
#include <vector>

int main(int argc, char **argv)
{
    using namespace telltale::cli;
    const std::vector<std::string> words(argv + 1, argv + argc);
    const auto arguments = parseArguments(words, ::isatty(STDOUT_FILENO) == 1);
    if (!arguments) {
        std::fprintf(stderr, "telltale-cli: %s\n", arguments.error().text().c_str());
        return static_cast<int>(exitStatusOf(arguments.error().kind));
    }
    return static_cast<int>(run(arguments.value()));
}
