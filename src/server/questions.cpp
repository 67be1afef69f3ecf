// The questions that the engine answers, each with its fields.
#include "server/operations.hpp"

namespace concord::server {
namespace {

void ask_of(const ServedBuild& build, SystemQuestion& system) {
    system.folder = build.folder();
    system.shows_names_alone = true;
}

template <typename Question>
Operation question(std::string path, std::string id, std::string summary,
                   const QuestionFields<Question>& fields,
                   std::function<Answer(const Call&, Question)> ask) {
    auto made =
        operation({Method::get, std::move(path), std::move(id), std::move(summary), "questions"});
    made.parameters = fields.parameters();
    made.forms = {Form::json, Form::csv};
    made.is_of_build = true;
    made.run = [fields, ask = std::move(ask)](const Call& call) {
        std::vector<RequestProblem> problems;
        auto asked = fields.read(call.request, problems);
        if (!problems.empty()) return problem(400, problems.front().message, problems);
        const auto form = form_of(call.request, {Form::json, Form::csv});
        if (!form) return problem(406, "answers are application/json or text/csv");
        return respond(ask(call, std::move(asked)), *form, true);
    };
    return made;
}

QuestionFields<LayersRequest> layers_fields() {
    QuestionFields<LayersRequest> fields;
    fields
        .add({"layer_a",
              "The one layer of areas, such as icb24",
              "string",
              true,
              false,
              {},
              "icb24"},
             &LayersRequest::layer_a)
        .add({"layer_b", "The other layer", "string", true, false, {}, "utla23"},
             &LayersRequest::layer_b)
        .add({"population", "The people by whom overlaps are weighted, such as census2021"},
             &LayersRequest::population)
        .add({"tolerance", "The share of people up to which two areas count as one"},
             &LayersRequest::tolerance)
        .add_system();
    return fields;
}

using LayersAnswer = Answer (Engine::*)(const LayersRequest&);

Operation layers_question(const std::string& name, std::string summary, EngineDesk& engines,
                          LayersAnswer ask) {
    return question<LayersRequest>(
        "/" + name, name, std::move(summary), layers_fields(),
        [&engines, ask](const Call& call, LayersRequest asked) {
            ask_of(*call.state->build, asked.system);
            return engines.ask([&](Engine& engine) { return (engine.*ask)(asked); });
        });
}

Operation profile_question(EngineDesk& engines) {
    QuestionFields<ProfileRequest> fields;
    fields
        .add({"layer", "The layer of areas, such as icb24", "string", true, false, {}, "icb24"},
             &ProfileRequest::layer)
        .add({"mode",
              "Bands as published, or worked out from each area's exact values",
              "string",
              false,
              false,
              {"published", "exact"}},
             &ProfileRequest::mode)
        .add({"deprivation", "The index of deprivation, such as imd2019"},
             &ProfileRequest::deprivation)
        .add({"population", "The people counted, such as census2021"}, &ProfileRequest::population)
        .add({"convert",
              "How a layer on other small areas is carried over",
              "string",
              false,
              false,
              {"best-fit"}},
             &ProfileRequest::convert)
        .add_system();
    return question<ProfileRequest>(
        "/profile", "profile", "The characteristics of every area of a layer", fields,
        [&engines](const Call& call, ProfileRequest asked) {
            ask_of(*call.state->build, asked.system);
            return engines.ask([&](Engine& engine) { return engine.profile(asked); });
        });
}

Operation who_question(EngineDesk& engines) {
    QuestionFields<WhoQuestion> fields;
    fields
        .add({"act",
              "What is done, such as allocate or approve",
              "string",
              false,
              false,
              {},
              "allocate"},
             &WhoQuestion::act)
        .add({"function", "The function it is done under; without one each is answered by itself"},
             &WhoQuestion::function)
        .add({"service", "The service that it concerns"}, &WhoQuestion::service)
        .add({"place", "Where: a place of the system; given again, that too"}, &WhoQuestion::places)
        .add({"people", "Whom it concerns"}, &WhoQuestion::people)
        .add({"value", "Pounds, such as 2400000", "string", false, false, {}, "2400000"},
             &WhoQuestion::value)
        .add({"affected", "A body that it affects; given again, that too"}, &WhoQuestion::affected)
        .add({"by", "Only this body, committee, post or person"}, &WhoQuestion::by)
        .add({"everything", "Instead: everything that `by` may decide"}, &WhoQuestion::everything)
        .add({"changed_from", "Instead: who may decide since this day, and who no longer"},
             &WhoQuestion::changed_from)
        .add({"chains", "Instead of the answer: the chains of power behind it, link by link"},
             &WhoQuestion::chains)
        .add_system();
    return question<WhoQuestion>(
        "/who", "who", "Who may decide, by which chain of powers, and who may not and why", fields,
        [&engines](const Call& call, WhoQuestion asked) {
            if (asked.changed_from.empty()) return call.state->build->who(asked);
            ask_of(*call.state->build, asked.system);
            return engines.ask([&](Engine& engine) { return engine.who(asked); });
        });
}

Operation need_question(EngineDesk& engines) {
    QuestionFields<NeedQuestion> fields;
    fields
        .add({"table",
              "What is shown",
              "string",
              false,
              false,
              {"profile", "fifths", "gaps", "trend", "similar", "indicators"}},
             &NeedQuestion::table)
        .add({"indicator", "One indicator; all where it is left out"}, &NeedQuestion::indicator)
        .add({"layer", "One layer of areas"}, &NeedQuestion::layer)
        .add({"area", "The code of an area; `all` is all together"}, &NeedQuestion::area)
        .add_system();
    return question<NeedQuestion>(
        "/need", "need", "What is counted of need, area by area", fields,
        [&engines](const Call& call, NeedQuestion asked) {
            ask_of(*call.state->build, asked.system);
            if (asked.table.empty()) asked.table = "profile";
            return engines.ask([&](Engine& engine) { return engine.need(asked); });
        });
}

Operation map_question(EngineDesk& engines) {
    QuestionFields<MapQuestion> fields;
    fields.add_system();
    return question<MapQuestion>(
        "/map", "map", "The functions and decisions map, with gaps and duplicates", fields,
        [&engines](const Call& call, MapQuestion asked) {
            ask_of(*call.state->build, asked.system);
            return engines.ask([&](Engine& engine) { return engine.map(asked); });
        });
}

Operation rules_question() {
    auto made =
        operation({Method::get, "/rules", "rules", "Every rule that a system is held to", "rules"});
    made.forms = {Form::json, Form::csv};
    made.is_of_build = true;
    made.run = [](const Call& call) {
        const auto form = form_of(call.request, {Form::json, Form::csv});
        return form ? respond(Engine::rules(), *form, true)
                    : problem(406, "answers are application/json or text/csv");
    };
    return made;
}

Operation rule_question() {
    auto made =
        operation({Method::get, "/rules/{rule}", "rule",
                   "One rule: why it is, since when, and what breaks and what keeps it", "rules"});
    made.is_of_build = true;
    made.run = [](const Call& call) {
        auto answer = Engine::explain(call.path.at("rule"));
        if (answer.outcome == Outcome::wrong_usage) answer.outcome = Outcome::input_missing;
        return respond(answer, Form::json, true);
    };
    return made;
}

}  // namespace

void add_questions(std::vector<Operation>& operations, EngineDesk& engines) {
    operations.push_back(profile_question(engines));
    operations.push_back(
        layers_question("overlap", "How much of each area of one layer lies in each of another",
                        engines, &Engine::overlap));
    operations.push_back(layers_question(
        "coterminosity", "Whether each area of one layer matches, lies in or is cut by others",
        engines, &Engine::coterminosity));
    operations.push_back(layers_question("changes", "Who lives in another area than before",
                                         engines, &Engine::changes));
    operations.push_back(who_question(engines));
    operations.push_back(need_question(engines));
    operations.push_back(map_question(engines));
    operations.push_back(rules_question());
    operations.push_back(rule_question());
}

}  // namespace concord::server
