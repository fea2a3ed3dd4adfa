# SPDX-License-Identifier: GPL-3.0-or-later
# One place says how strictly our own code is compiled. Warnings are errors.
add_library(telltale_warnings INTERFACE)
target_compile_options(telltale_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wold-style-cast
    -Wcast-qual -Wformat=2 -Wimplicit-fallthrough -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC 12 reports these inside its own <string> and <variant> when it optimises.
    target_compile_options(telltale_warnings INTERFACE -Wno-restrict -Wno-maybe-uninitialized -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread)
endif()
if(TELLTALE_SANITIZE)
    add_compile_options(-fsanitize=${TELLTALE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${TELLTALE_SANITIZE})
endif()
