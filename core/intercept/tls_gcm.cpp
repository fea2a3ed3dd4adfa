// SPDX-License-Identifier: GPL-3.0-or-later
// Built from the dispatch tables of OpenSSL's default provider: provider-base(7), provider-cipher(7).
#include "tls_gcm.h"

#include <array>
#include <cstring>
#include <openssl/core_dispatch.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/params.h>
#include <openssl/provider.h>
#include <vector>

namespace telltale::intercept {

namespace {

constexpr std::size_t ivOctets = 12;
constexpr const char *properties = "provider=telltale";

using Function = void (*)();

/// A cipher of ours, and what it is made of.
struct Gcm {
    const char *names = nullptr; ///< as the default provider writes them
    std::vector<OSSL_DISPATCH> functions; ///< with a last one of zero
    OSSL_FUNC_cipher_get_ctx_params_fn *get = nullptr;
    OSSL_FUNC_cipher_set_ctx_params_fn *set = nullptr;
};

struct Provider {
    // OpenSSL, begun before, is ended after this (atexit(3)).
    Provider() { OPENSSL_init_crypto(0, nullptr); }
    Provider(const Provider &) = delete;
    Provider &operator=(const Provider &) = delete;
    ~Provider()
    {
        for (OSSL_PROVIDER *loaded : {own, origin})
            if (loaded != nullptr)
                OSSL_PROVIDER_unload(loaded);
    }

    OSSL_PROVIDER *own = nullptr;
    OSSL_PROVIDER *origin = nullptr;
    std::array<Gcm, 2> ciphers;
    std::array<OSSL_ALGORITHM, 3> algorithms{};
};

Provider &provider()
{
    static Provider only;
    return only;
}

template <std::size_t I>
int getContextParameters(void *context, OSSL_PARAM parameters[])
{
    if (parameters != nullptr && parameters[0].key != nullptr && parameters[1].key == nullptr
        && std::strcmp(parameters[0].key, OSSL_CIPHER_PARAM_IVLEN) == 0)
        return OSSL_PARAM_set_size_t(&parameters[0], ivOctets);
    return provider().ciphers[I].get(context, parameters);
}

template <std::size_t I>
int setContextParameters(void *context, const OSSL_PARAM parameters[])
{
    std::size_t octets = ivOctets;
    const OSSL_PARAM *length =
        parameters == nullptr ? nullptr : OSSL_PARAM_locate_const(parameters, OSSL_CIPHER_PARAM_IVLEN);
    if (length != nullptr && (OSSL_PARAM_get_size_t(length, &octets) != 1 || octets != ivOctets))
        return 0;
    return provider().ciphers[I].set(context, parameters);
}

template <std::size_t I>
bool build(const OSSL_ALGORITHM *all, const char *name)
{
    const std::size_t size = std::strlen(name);
    while (all->algorithm_names != nullptr
        && (std::strncmp(all->algorithm_names, name, size) != 0
            || (all->algorithm_names[size] != ':' && all->algorithm_names[size] != 0)))
        ++all;
    if (all->algorithm_names == nullptr)
        return false;
    Gcm &gcm = provider().ciphers[I];
    gcm.names = all->algorithm_names;
    for (const OSSL_DISPATCH *function = all->implementation; function->function_id != 0; ++function) {
        OSSL_DISPATCH own = *function;
        if (own.function_id == OSSL_FUNC_CIPHER_GET_CTX_PARAMS) {
            gcm.get = OSSL_FUNC_cipher_get_ctx_params(function);
            own.function = reinterpret_cast<Function>(&getContextParameters<I>);
        } else if (own.function_id == OSSL_FUNC_CIPHER_SET_CTX_PARAMS) {
            gcm.set = OSSL_FUNC_cipher_set_ctx_params(function);
            own.function = reinterpret_cast<Function>(&setContextParameters<I>);
        }
        gcm.functions.push_back(own);
    }
    gcm.functions.push_back({0, nullptr});
    provider().algorithms[I] = {gcm.names, properties, gcm.functions.data(), "AES-GCM for TLS"};
    return gcm.get != nullptr && gcm.set != nullptr;
}

const OSSL_ALGORITHM *query(void *, int operation, int *cannotBeKept)
{
    *cannotBeKept = 0;
    return operation == OSSL_OP_CIPHER ? provider().algorithms.data() : nullptr;
}

int begin(const OSSL_CORE_HANDLE *, const OSSL_DISPATCH *, const OSSL_DISPATCH **functions, void **context)
{
    static const OSSL_DISPATCH own[] = {
        {OSSL_FUNC_PROVIDER_QUERY_OPERATION, reinterpret_cast<Function>(&query)}, {0, nullptr}};
    *functions = own;
    *context = OSSL_PROVIDER_get0_provider_ctx(provider().origin); // the ciphers get it back
    return 1;
}

bool registerProvider()
{
    // Where the system's settings leave the default provider out, it stays out.
    if (OPENSSL_version_major() != 3 || OPENSSL_version_minor() != 0
        || OSSL_PROVIDER_available(nullptr, "default") != 1)
        return false;
    Provider &made = provider();
    made.origin = OSSL_PROVIDER_load(nullptr, "default");
    if (made.origin == nullptr)
        return false;
    int cannotBeKept = 0;
    const OSSL_ALGORITHM *all = OSSL_PROVIDER_query_operation(made.origin, OSSL_OP_CIPHER, &cannotBeKept);
    if (all == nullptr || cannotBeKept != 0 || !build<0>(all, "AES-128-GCM") || !build<1>(all, "AES-256-GCM")
        || OSSL_PROVIDER_add_builtin(nullptr, "telltale", begin) != 1)
        return false;
    made.own = OSSL_PROVIDER_load(nullptr, "telltale");
    return made.own != nullptr;
}

} // namespace

const char *preferTlsGcm()
{
    static const bool registered = registerProvider();
    return registered ? "?provider=telltale" : nullptr;
}

} // namespace telltale::intercept
