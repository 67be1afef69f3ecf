// Reading pools.toml.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "agreements/reading.hpp"
#include "base/text.hpp"

namespace concord::agreements {
namespace {

bool holds(const std::vector<std::string>& list, const std::string& name) {
    return std::ranges::find(list, name) != list.end();
}

class PoolReader {
  public:
    PoolReader(const AgreementFile& file, AgreementsData& data, Diagnostics& diagnostics)
        : file_(file), data_(data), diagnostics_(diagnostics) {}

    void read() {
        const auto document = files::read_toml(file_.path, file_.shown_path, diagnostics_);
        files::FileReport report;
        if (document) {
            files::TomlReader reader(*document, file_.shown_path, diagnostics_);
            for (auto& table : reader.tables("pool"))
                add_pool(table);
            for (auto& table : reader.tables("place"))
                data_.places.push_back(place_of(table));
            reader.finish();
            report.rows_read = static_cast<std::int64_t>(data_.pools.size());
        }
        record_input(file_, "pools.toml", report, data_);
    }

  private:
    void add_pool(files::TomlReader& table) {
        auto pool = pool_of(table);
        const auto [at, is_first] = lines_.emplace(pool.id, pool.place.line);
        if (pool.id.empty()) return;
        if (!is_first) {
            table.find(
                "MON307", "id",
                fmt::format("the fund `{}` stands already on line {}", shown(pool.id), at->second));
            return;
        }
        data_.pools.push_back(std::move(pool));
    }

    Pool pool_of(files::TomlReader& table) {
        Keys keys(table, diagnostics_);
        Pool pool;
        pool.id = table.required_text("id");
        pool.place = table.place("id");
        pool.title = keys.text("title");
        pool.kind = keys.word("kind", {"better-care-fund", "other"});
        pool.host = keys.text("host");
        pool.partners = partners_of(table);
        pool.legal_basis = keys.word("legal_basis", {"section-75", "section-65z6", "other"});
        pool.agreement = keys.text("agreement");
        pool.signed_on = table.date("signed_on");
        pool.period = keys.period();
        pool.place_id = keys.text("place");
        pool.governed_by = keys.text("governed_by");
        pool.purposes = table.texts("purposes");
        for (auto& item : table.tables("outcome"))
            pool.outcomes.push_back(outcome_of(item));
        for (auto& item : table.tables("scheme"))
            add_scheme(item, pool);
        for (auto& item : table.tables("year"))
            add_year(item, pool);
        if (auto item = table.table("baseline")) pool.baseline = baseline_of(*item);
        read_risk(table, pool);
        table.finish();
        if (!pool.host.empty() && !holds(pool.partners, pool.host)) {
            table.find("MON305", "host",
                       fmt::format("the host `{}` is no partner of `{}`", shown(pool.host),
                                   shown(pool.id)),
                       "name the host among the partners");
        }
        return pool;
    }

    std::vector<std::string> partners_of(files::TomlReader& table) {
        std::vector<std::string> partners;
        for (auto& partner : table.texts("partners")) {
            if (!holds(partners, partner)) {
                partners.push_back(std::move(partner));
                continue;
            }
            table.find("MON307", "partners",
                       fmt::format("the partner `{}` stands twice", shown(partner)));
        }
        return partners;
    }

    Outcome outcome_of(files::TomlReader& table) {
        Keys keys(table, diagnostics_);
        Outcome outcome;
        outcome.measure = table.required_text("measure");
        outcome.place = table.place("measure");
        outcome.year = keys.year("year");
        outcome.aim = keys.text("aim");
        outcome.measured = keys.text("measured");
        table.finish();
        return outcome;
    }

    void add_scheme(files::TomlReader& table, Pool& pool) {
        Keys keys(table, diagnostics_);
        Scheme scheme;
        scheme.id = table.required_text("id");
        scheme.place = table.place("id");
        scheme.title = keys.text("title");
        scheme.lead = keys.text("lead");
        scheme.purpose = keys.text("purpose");
        scheme.services = table.texts("services");
        scheme.money = keys.word("money", {"ring-fenced", "local"});
        table.finish();
        if (!scheme.lead.empty() && !holds(pool.partners, scheme.lead)) {
            table.find("MON305", "lead",
                       fmt::format("`{}`, who leads the scheme `{}`, is no partner of `{}`",
                                   shown(scheme.lead), shown(scheme.id), shown(pool.id)));
        }
        if (std::ranges::find(pool.schemes, scheme.id, &Scheme::id) != pool.schemes.end()) {
            table.find("MON307", "id",
                       fmt::format("the scheme `{}` of `{}` stands twice", shown(scheme.id),
                                   shown(pool.id)));
            return;
        }
        if (!scheme.id.empty()) pool.schemes.push_back(std::move(scheme));
    }

    void add_year(files::TomlReader& table, Pool& pool) {
        Keys keys(table, diagnostics_);
        PoolYearTerms terms;
        const auto year = keys.year("year");
        const auto errors = diagnostics_.count(Severity::error);
        terms.place = table.place("year");
        terms.minimum = keys.amount("minimum");
        terms.purposes = table.texts("purposes");
        terms.plan = keys.text("plan");
        terms.conditions = table.texts("conditions");
        terms.met = table.texts("met");
        terms.signed_off_by = keys.text("signed_off_by");
        terms.signed_off_on = table.date("signed_off_on");
        if (!year && table.required_text("year").empty()) return table.finish();
        table.finish();
        if (!year || diagnostics_.count(Severity::error) > errors) return;
        terms.year = *year;
        if (std::ranges::find(pool.years, *year, &PoolYearTerms::year) != pool.years.end()) {
            table.find(
                "MON307", "year",
                fmt::format("the terms of `{}` for {} stand twice", shown(pool.id), year->text()));
            return;
        }
        pool.years.push_back(std::move(terms));
    }

    PoolBaseline baseline_of(files::TomlReader& table) {
        PoolBaseline baseline;
        baseline.amount = Keys(table, diagnostics_).amount("amount");
        baseline.services = table.texts("services");
        baseline.place = table.place("amount");
        table.finish();
        return baseline;
    }

    void read_risk(files::TomlReader& table, Pool& pool) {
        if (auto item = table.table("overspend")) {
            pool.overspend = read_risk_rule(*item, pool, diagnostics_);
            finish_risk(*item, pool);
            pool.risk_is_sound = pool.risk_is_sound && pool.overspend.has_value();
        }
        if (auto item = table.table("underspend")) {
            pool.underspend = underspend_of(*item, pool);
            finish_risk(*item, pool);
            pool.risk_is_sound = pool.risk_is_sound && pool.underspend.has_value();
        }
    }

    // A key that was misspelt may have been the cap: nothing is divided by half a rule.
    void finish_risk(files::TomlReader& table, Pool& pool) {
        const auto warnings = diagnostics_.count(Severity::warning);
        table.finish();
        if (diagnostics_.count(Severity::warning) == warnings) return;
        pool.risk_is_sound = false;
        diagnostics_.add({"MON303", pool.place, pool.id,
                          fmt::format("a risk rule of `{}` has a key that is not known, and "
                                      "divides nothing",
                                      shown(pool.id)),
                          "mend the key"});
    }

    std::optional<UnderspendRule> underspend_of(files::TomlReader& table, const Pool& pool) {
        UnderspendRule rule;
        rule.place = table.place("use");
        const auto word = table.text("use").value_or("");
        const auto use = parse_underspend_use(word);
        rule.schemes = table.texts("schemes");
        bool sound = true;
        const auto refuse = [&](std::string_view key, std::string message, std::string help) {
            table.find("MON303", key, std::move(message), std::move(help));
            sound = false;
        };
        if (!use) {
            refuse("use", fmt::format("`{}` is no use of an underspend", shown(word)),
                   fmt::format("it is {}", underspend_names));
        }
        rule.use = use.value_or(UnderspendUse::returned);
        if (use == UnderspendUse::returned) {
            const auto how = read_risk_rule(table, pool, diagnostics_);
            if (!how) return std::nullopt;
            rule.how = *how;
        }
        if (use == UnderspendUse::agreed_schemes && rule.schemes.empty())
            refuse("schemes", "no scheme is agreed for what is not spent", "name `schemes`");
        for (const auto& id : rule.schemes) {
            if (std::ranges::find(pool.schemes, id, &Scheme::id) != pool.schemes.end()) continue;
            refuse("schemes", fmt::format("`{}` has no scheme `{}`", shown(pool.id), shown(id)),
                   "name schemes of the fund");
        }
        return sound ? std::optional(rule) : std::nullopt;
    }

    PlaceMoney place_of(files::TomlReader& table) {
        Keys keys(table, diagnostics_);
        PlaceMoney place;
        place.id = table.required_text("id");
        place.place = table.place("id");
        place.councils = table.texts("councils");
        place.engaged_on = table.date("engaged_on");
        place.published_at = keys.text("published_at");
        for (auto& item : table.tables("cost")) {
            Keys cost(item, diagnostics_);
            const auto year = cost.year("year");
            const auto amount = cost.amount("services");
            if (year && amount) place.cost_of_services.emplace_back(*year, *amount);
            item.finish();
        }
        table.finish();
        return place;
    }

    const AgreementFile& file_;
    AgreementsData& data_;
    Diagnostics& diagnostics_;
    std::map<std::string, std::uint32_t> lines_;
};

class RiskReader {
  public:
    RiskReader(files::TomlReader& table, const Pool& pool, Diagnostics& diagnostics)
        : table_(table), pool_(pool), diagnostics_(diagnostics) {}

    std::optional<RiskRule> read_rule() {
        rule_.place = table_.place("form");
        const auto form = form_of("form", "no form is given");
        if (!form) return std::nullopt;
        rule_.form = *form;
        if (*form == RiskForm::capped) read_cap();
        if (*form == RiskForm::fixed_shares || rule_.within == RiskForm::fixed_shares)
            read_shares();
        return sound_ ? std::optional(rule_) : std::nullopt;
    }

  private:
    void refuse(std::string_view rule, std::string_view key, std::string message,
                std::string help = {}) {
        table_.find(rule, key, std::move(message), std::move(help));
        sound_ = false;
    }

    std::optional<RiskForm> form_of(std::string_view key, const char* missing) {
        const auto word = table_.text(key).value_or("");
        const auto form = parse_risk_form(word);
        if (!form) {
            refuse("MON303", key,
                   word.empty() ? std::string(missing)
                                : fmt::format("`{}` is no form of sharing risk", shown(word)),
                   fmt::format("forms are {}", risk_form_names));
        }
        return form;
    }

    void read_cap() {
        rule_.first = Keys(table_, diagnostics_).share("first");
        if (!rule_.first)
            refuse("MON303", "first", "a capped share does not say up to what part of the plan",
                   "give `first`, such as \"5%\"");
        const auto within =
            form_of("within", "a capped share does not say how the first part is borne");
        if (within == RiskForm::capped || within == RiskForm::own_schemes) {
            refuse("MON303", "within",
                   fmt::format("the first part cannot be borne by the form {}", to_string(*within)),
                   "it is by-contribution, fixed-shares or host-bears");
        }
        rule_.within = within.value_or(RiskForm::by_contribution);
        rule_.beyond = table_.text("beyond").value_or("");
        if (!holds(pool_.partners, rule_.beyond)) {
            refuse("MON303", "beyond",
                   rule_.beyond.empty()
                       ? std::string("a capped share does not say who bears the rest")
                       : fmt::format("`{}`, who bears the rest, is no partner of `{}`",
                                     shown(rule_.beyond), shown(pool_.id)),
                   "give `beyond` as one of the partners");
        }
    }

    void read_shares() {
        auto table = table_.table("shares");
        if (!table) return refuse("MON303", "shares", "no shares are given", "give `shares`");
        Keys keys(*table, diagnostics_);
        std::vector<Share> shares;
        for (const auto& [partner, text] : table_.text_pairs("shares")) {
            const auto share = keys.share(partner);
            if (!holds(pool_.partners, partner)) {
                refuse("MON303", "shares",
                       fmt::format("`{}`, who has a share, is no partner of `{}`", shown(partner),
                                   shown(pool_.id)));
            }
            if (!share) sound_ = false;
            if (!share) continue;
            shares.push_back(*share);
            rule_.shares.emplace_back(partner, *share);
        }
        if (sound_ && !weights_of_the_whole(shares)) {
            refuse("MON302", "shares",
                   fmt::format("the shares of `{}` make up {}", shown(pool_.id),
                               sum_in_words(shares)));
        }
    }

    files::TomlReader& table_;
    const Pool& pool_;
    Diagnostics& diagnostics_;
    RiskRule rule_;
    bool sound_ = true;
};

}  // namespace

std::optional<RiskRule> read_risk_rule(files::TomlReader& table, const Pool& pool,
                                       Diagnostics& diagnostics) {
    return RiskReader(table, pool, diagnostics).read_rule();
}

void read_pools(const AgreementFile& file, AgreementsData& data, Diagnostics& diagnostics) {
    data.has_pools = true;
    PoolReader(file, data, diagnostics).read();
}

}  // namespace concord::agreements
