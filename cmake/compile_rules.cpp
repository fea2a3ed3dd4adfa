// SPDX-License-Identifier: GPL-3.0-or-later
// compile_rules FOLDER OUT.cpp: writes the rules of a folder as a source file. Runs while the program is built.
#include "rules/compiled_rules.h"
#include "rules/rule_compiler.h"

#include <cstdio>
#include <fstream>

using namespace telltale;

/// This program itself carries none.
std::string_view rules::builtInRuleData()
{
    return {};
}

int main(int count, char **arguments)
{
    if (count != 3) {
        std::fputs("usage: compile_rules FOLDER OUT.cpp\n", stderr);
        return 1;
    }
    const auto data = rules::compileRules(arguments[1]);
    if (!data) {
        std::fprintf(stderr, "%s\n", data.error().text().c_str());
        return 1;
    }
    std::ofstream out(arguments[2], std::ios::binary);
    out << "// Made from resources/rules by cmake/compile_rules.cpp.\n#include \"rules/compiled_rules.h\"\n\n"
           "namespace {\n\nconstexpr char data[] = {";
    std::size_t column = 0;
    for (const char octet : data.value())
        out << (column++ % 32 == 0 ? "\n" : "") << int{octet} << ',';
    out << "\n};\n\n} // namespace\n\nstd::string_view telltale::rules::builtInRuleData()\n{\n"
           "    return {data, sizeof data};\n}\n";
    out.close();
    if (!out) {
        std::fprintf(stderr, "%s could not be written.\n", arguments[2]);
        return 1;
    }
    return 0;
}
