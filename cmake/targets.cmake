# SPDX-License-Identifier: GPL-3.0-or-later
# A folder of core/ or ui/ is one static library of all its .cpp files. Folders say what they may
# use; packaging/check-house.py checks that includes keep to it.
function(telltale_library name)
    cmake_parse_arguments(ARG "" "" "LINKS" ${ARGN})
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
    add_library(${name} STATIC ${sources})
    target_link_libraries(${name} PUBLIC ${ARG_LINKS} PRIVATE telltale_warnings)
    target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR}/core)
endfunction()

# All tst_*.cpp of a folder become one GoogleTest program; each test is a CTest test of its own.
function(telltale_gtest name)
    cmake_parse_arguments(ARG "" "" "LINKS" ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/tst_*.cpp)
    if(NOT sources)
        return()
    endif()
    add_executable(${name} ${sources})
    target_link_libraries(${name} PRIVATE ${ARG_LINKS} telltale_test_support telltale_warnings GTest::gtest GTest::gmock GTest::gtest_main)
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES TIMEOUT 300)
endfunction()
