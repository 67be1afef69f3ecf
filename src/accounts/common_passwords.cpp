// Reference data.
//
// The passwords: the first 150 of twelve characters or more among the commonest 30,000 that zxcvbn
// 4.4.2 (npm, MIT licence) carries in the order of their frequency, without obscene ones. They go
// back to the ten million that Mark Burnett gave to the public domain in 2015.
// The words: from the head of the hundred thousand most used that the National Cyber Security
// Centre drew from breaches and published in April 2019; those with a meaning here are ours.
#include "accounts/common_passwords.hpp"

#include <array>

namespace concord::accounts {
namespace {

constexpr auto passwords = std::to_array<std::string_view>({
    "123qweasdzxc",         "1qaz2wsx3edc",         "q1w2e3r4t5y6",       "1q2w3e4r5t6y",
    "mailcreated5240",      "qazwsxedcrfv",         "123456qwerty",       "qwerty123456",
    "sojdlg123aljg",        "leavemealone",         "123456654321",       "gfhjkmgfhjkm",
    "qazwsxedc123",         "ghjcnjgfhjkm",         "sonyericsson",       "zxcasdqwe123",
    "ghhh47hj7649",         "123456789qwe",         "1qazxsw23edc",       "qwerasdfzxcv",
    "qweasdzxc123",         "flvbybcnhfnjh",        "123456789987654321", "112233445566",
    "finalfantasy",         "ghbdtnrfrltkf",        "websolutions",       "chickenwing101",
    "1qaz2wsx3edc4rfv",     "justinbieber",         "newproject2004",     "needforspeed",
    "123456789123",         "domainlock2005",       "momsanaladventure",  "dkflbvbhjdbx",
    "hd764nw5d7e1vb1",      "qazwsxedcrfvtgb",      "dkflbvbhjdyf",       "counterstrike",
    "zaq1xsw2cde3",         "vfvfvskfhfve",         "ghjcnjghjcnj",       "fkmnthyfnbdf",
    "123456789abc",         "admin18533362",        "23176djivanfros",    "123456789qwerty",
    "qazxswedcvfr",         "qwertyasdfgh",         "1111111111zz",       "whosyourdaddy",
    "fktrcfylhjdyf",        "fktrcfylhjdbx",        "123456789qaz",       "541233432442",
    "12345678900987654321", "password1234",         "ghbdtnghbdtn",       "010203040506",
    "lost4815162342",       "102030405060",         "vanyarespekt",       "combat123654",
    "qwerty123456789",      "devilmaycry4",         "iseedeadpeople",     "89231243658s",
    "123456789qqq",         "jamesbond007",         "4815162342lost",     "123123qweqwe",
    "qwertyytrewq",         "1234567890qw",         "1234qwerasdf",       "123qwe456rty",
    "asdfghjkl123",         "ghjcnjrdfibyj",        "qwertyuiop123",      "saun24865709",
    "q1w2e3r4t5y6u7",       "1qa2ws3ed4rf",         "123456789zxc",       "ptybnxtvgbjy",
    "12345678987654321",    "mevefalkcakk",         "playstation3",       "31217221027711",
    "q1w2e3r4t5y6u7i8",     "zqjphsyf6ctifgu",      "1234567890qwe",      "andrewjackie",
    "networkingpe",         "12qw34er56ty",         "1qazxsw23edcvfr4",   "159753456852",
    "123456782000",         "christopher1",         "ingodwetrust",       "installdevic",
    "digitalprodu",         "minecraft123",         "boy4u2ownnyc",       "peanutbutter",
    "1234567890zzz",        "olcrackmaster",        "abc123456789",       "auckland2010",
    "residentevil",         "qawsedrftgyh",         "123321qweewq",       "32615948worms",
    "742617000027",         "nemvxyheqdd5oqxyxyzi", "avrillavigne",       "massimiliano",
    "012345678910",         "41d8cd98f00b",         "nhfdvfnjkju123",     "gjkysqgbpltw",
    "temppassword",         "ticketmaster",         "01telemike01",       "p030710p$e4o",
    "stratocaster",         "punksnotdead",         "playstation2",       "fynfyfyfhbde",
    "ghjcnjqgfhjkm",        "nightcrawler",         "installsqlst",       "123456789101",
    "frederiksberg",        "1234567890qaz",        "1a2s3d4f5g6h",       "sanfrancisco",
    "89876065093rax",       "ghjcnjgbpltw",         "1234567qwertyu",     "1234qwerasdfzxcv",
    "lytghjgtnhjdcr",       "111222333000",         "zaqwsxcderfv",       "seemnemaailm",
    "nhecsyfujkjdt",        "qwaszxerdfcv",         "antananarivu",       "vfrcbvvfrcbv",
    "greenlantern",         "q1w2e3r4t5y6u7i8o9p0",
});

constexpr auto words = std::to_array<std::string_view>({
    "password",
    "passw",
    "pass",
    "passwort",
    "parola",
    "motdepasse",
    "qwerty",
    "qwertyuiop",
    "qwertz",
    "azerty",
    "azertyuiop",
    "asdfgh",
    "asdfghjkl",
    "zxcvbn",
    "zxcvbnm",
    "qweasdzxc",
    "qazwsx",
    "qazwsxedc",
    "iloveyou",
    "monkey",
    "dragon",
    "letmein",
    "welcome",
    "sunshine",
    "princess",
    "superman",
    "football",
    "baseball",
    "basketball",
    "charlie",
    "computer",
    "michael",
    "jessica",
    "ashley",
    "michelle",
    "daniel",
    "jordan",
    "starwars",
    "pokemon",
    "minecraft",
    "google",
    "facebook",
    "linkedin",
    "microsoft",
    "internet",
    "hello",
    "secret",
    "master",
    "admin",
    "administrator",
    "user",
    "guest",
    "test",
    "testing",
    "changeme",
    "default",
    "summer",
    "winter",
    "spring",
    "autumn",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "friday",
    // a meaning here
    "concord",
    "secretary",
    "analyst",
    "reader",
    "member",
    "finance",
    "hospital",
    "health",
    "healthcare",
    "nhs",
    "integratedcare",
    "commissioning",
});

}  // namespace

std::span<const std::string_view> common_passwords() {
    return passwords;
}

std::span<const std::string_view> common_words() {
    return words;
}

}  // namespace concord::accounts
