#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "base/failure.hpp"
#include "server/current_build.hpp"

namespace concord::server {
namespace {

using namespace std::chrono_literals;

std::string text_of(const Response& response) {
    return *std::get<Bytes>(response.body).plain;
}

// Whether the cache has the answer already, asked with one that is told apart.
bool is_kept(AnswerCache& cache, const std::string& asked) {
    const auto got = cache.answer(asked, [] { return Response::json(404, "made"); });
    return text_of(got) != "made";
}

// Lets `readers` threads ask the same at once, the first of whom works until all have come.
template <typename Make>
std::vector<Response> ask_at_once(AnswerCache& cache, std::size_t readers, const Make& make) {
    std::vector<Response> got(readers);
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < readers; ++i)
        threads.emplace_back([&, i] { got[i] = cache.answer("question", make); });
    for (auto& thread : threads)
        thread.join();
    return got;
}

TEST(AnswerCache, KeepsTheLatestAskedWithinItsBytes) {
    AnswerCache cache(8000);
    const auto make = [] { return Response::json(200, std::string(900, 'x')); };
    for (int i = 0; i < 20; ++i) {
        cache.answer(std::to_string(i), make);
        EXPECT_TRUE(is_kept(cache, "0")) << "what is asked again and again stays";
    }
    EXPECT_FALSE(is_kept(cache, "1"));
    EXPECT_TRUE(is_kept(cache, "19"));
    cache.answer("large", [] { return Response::json(200, std::string(2000, 'x')); });
    EXPECT_FALSE(is_kept(cache, "large")) << "one answer does not drive out the others";
}

TEST(AnswerCache, WhoAskTheSameAtOnceHaveItWorkedOutOnce) {
    AnswerCache cache(8000);
    std::atomic<int> times{0};
    const auto got = ask_at_once(cache, 10, [&] {
        std::this_thread::sleep_for(200ms);
        return Response::json(200, std::to_string(++times));
    });
    EXPECT_EQ(1, times);
    for (const auto& response : got)
        EXPECT_EQ("1", text_of(response));
}

TEST(AnswerCache, WhatIsThrownIsThrownToAllAndNotKept) {
    AnswerCache cache(8000);
    std::atomic<int> thrown{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 5; ++i) {
        threads.emplace_back([&] {
            try {
                cache.answer("question", []() -> Response {
                    std::this_thread::sleep_for(100ms);
                    throw EnvironmentFailure("the disk is gone", "");
                });
            } catch (const EnvironmentFailure&) {
                ++thrown;
            }
        });
    }
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(5, thrown);
    EXPECT_FALSE(is_kept(cache, "question")) << "the next who asks has it tried again";
}

TEST(AnswerCache, AFileIsOpenedForEachWhoReadsIt) {
    AnswerCache cache(8000);
    std::atomic<int> opened{0};
    const auto got = ask_at_once(cache, 6, [&] {
        std::this_thread::sleep_for(50ms);
        ++opened;
        Response response;
        response.body = FileBody{nullptr, 0};
        return response;
    });
    EXPECT_EQ(6U, got.size());
    EXPECT_EQ(6, opened);
}

}  // namespace
}  // namespace concord::server
