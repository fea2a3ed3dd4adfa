// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a fuzz target over every file of the folders given: corpora are regression tests.
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

int main(int argc, char **argv)
{
    std::size_t inputs = 0;
    for (int i = 1; i < argc; ++i) {
        if (!std::filesystem::is_directory(argv[i]))
            continue;
        for (const auto &entry : std::filesystem::recursive_directory_iterator(argv[i])) {
            if (!entry.is_regular_file())
                continue;
            std::ifstream file(entry.path(), std::ios::binary);
            const std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
            std::vector<std::uint8_t> input(bytes.begin(), bytes.end());
            LLVMFuzzerTestOneInput(input.data(), input.size());
            // Every prefix end matters: cut the input at up to 64 places as well.
            const std::size_t step = input.size() / 64 + 1;
            for (std::size_t cut = 0; cut < input.size(); cut += step)
                LLVMFuzzerTestOneInput(input.data(), cut);
            ++inputs;
        }
    }
    LLVMFuzzerTestOneInput(nullptr, 0);
    std::printf("%zu inputs\n", inputs);
    return inputs > 0 ? 0 : 1;
}
