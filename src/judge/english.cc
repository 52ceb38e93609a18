// One small hash table made from the lists below, at first use.

#include "judge/english.h"

#include <array>
#include <string_view>

#include "base/hash.h"

namespace unspin {
namespace {

struct WordList {
  uint32_t uses;
  int certainty;
  std::string_view words;
};

// Uses that only this file asks for.
constexpr uint32_t kHedges = 1u << 31;
constexpr uint32_t kTakesSides = 1u << 30;  // is in kOpposites

constexpr WordList kLists[] = {
    {kNegates, 0,
     "not never no none nobody nothing nowhere neither nor without cannot can't won't "
     "don't doesn't didn't isn't aren't wasn't weren't hasn't haven't hadn't wouldn't "
     "couldn't shouldn't mustn't needn't ain't n't"},
    {kDenies, 0,
     "unable refuse refused refuses refusing reject rejected rejects fail failed fails "
     "failing lack lacks lacked lacking deny denies denied "
     "denying unlikely declined declines declining rarely seldom hardly barely scarcely "
     "little avoid avoided avoids prevent prevented stop stopped ban banned"},
    {kReports, 0,
     "said say says saying told tell tells telling added adds adding noted notes noting "
     "explained explains explaining announced announces announcing stated states "
     "stating mentioned mentions mentioning reported reports reporting warned warns "
     "warning wrote writes writing insisted insists insisting argued argues arguing "
     "asked asks asking replied replies replying responded responds responding declared "
     "declares declaring confirmed confirms confirming acknowledged acknowledges "
     "admitted admits admitting repeated repeats repeating remarked remarks commented "
     "comments tweeted tweets posted described describes describing called calls "
     "calling dubbed testified testifies urged urges urging vowed vows pledged pledges "
     "promised promises predicted predicts expressed expresses expressing recalled "
     "recalls concluded concludes continued continues signaled signals signalled "
     "stressed stresses emphasized emphasizes emphasised observed observes quipped "
     "joked jokes joking denied denies denying quoted according believed believes "
     "thinks thought suggested suggests suggesting hinted feared fears hoped hopes "
     "criticized criticised criticizing praised praises hailed hails hailing accused "
     "accuses accusing demanded demands demanding exclaimed shouted answered thundered "
     "complained complains boasted countered contended contends conceded concedes "
     "read reads referred refers referring labeled labelled went introduced revealed "
     "reveals revealing disclosed discloses disclosing indicated indicates cautioned "
     "cautions lamented laments marveled mused recounted recounts reiterated "
     "reiterates tells"},
    {kReports | kClaims, 0,
     "claimed claims claiming alleged alleges alleging purported purports purporting "
     "maintained maintains asserted asserts asserting"},
    {kStates, 0,
     "said say says saying added adds adding noted notes noting explained explains "
     "explaining announced announces announcing stated stating "
     "reported reporting warned warns warning wrote writes writing insisted "
     "insists insisting argued argues arguing asked asks asking replied replies "
     "declared declares declaring confirmed confirms confirming acknowledged "
     "acknowledges acknowledging admitted admits admitting remarked commented "
     "tweeted tweets testified testifies predicted predicts predicting recalled recalls "
     "concluded concludes stressed stresses stressing emphasized emphasizes emphasised "
     "observed observes joked jokes denied denies denying believes believed believe "
     "think thinks suggested suggests suggesting hinted feared hoped hopes "
     "complained complains boasted countered contended contends contending conceded "
     "concedes revealed reveals disclosed discloses indicated indicates indicating "
     "cautioned cautions lamented lamented mused reiterated reiterates "
     "claimed claims claiming alleged alleges alleging asserted "
     "asserts asserting estimated estimates estimating tell tells told telling "
     "wondered wonders pledged pledges vowed vows promised promises promising "
     "claim argue suggest acknowledge insist agree agreed agrees posited proclaimed "
     "informed informs informing reminded reminds assured assures assuring "
     "warn note predict contend indicate announcing recalling explain estimate "
     "believing"},
    {kTells, 0,
     "told tell tells telling asked asks asking warned warns warning informed informs "
     "informing reminded reminds assured assures assuring promised"},
    {kIntends, 0,
     "vowed vows pledged pledges promised promises promising refused refuses declined "
     "declines threatened threatens offered agreed agrees asked asks urged urges urging "
     "asking"},
    {kSays, 0, "said say says saying"},
    {kFunctionWord, 0,
     "the a an this that these those of in on at by to from with into onto upon over "
     "under for and or but as is are was were be been being am do does did has have had "
     "having it its it's he she they we you i him her them us me his their our your my "
     "who whom whose which what when where why how if then than so too also there here "
     "up down out off about again not no will would can could may might shall should "
     "must both each all any some such more most other another only own same very just "
     "while since after before because through during between among amongst against "
     "towards toward around along across per via within without"},
    {kPronoun, 0,
     "he she they it we you i who him her them us me himself herself themselves"},
    {kTitle, 0,
     "mr mrs ms miss dr sir lord lady president vice prime minister chancellor king "
     "queen prince princess pope cardinal bishop archbishop rev reverend senator sen "
     "representative rep congressman congresswoman governor gov mayor judge justice "
     "general gen colonel col major maj captain capt lieutenant lt sergeant sgt admiral "
     "secretary state foreign defense defence attorney chairman chairwoman chair "
     "director chief officer executive spokesman spokeswoman spokesperson professor "
     "prof coach leader speaker ambassador commissioner detective inspector officer "
     "former republican democratic democrat then-president sheriff ceo cfo"},
    {kNameLink, 0, "of for and the de la le du da der den van von bin al el y on"},
    {kModal, 0, "will would shall should can could may might must"},
    {kClauseWord, 0, "that and but which who when while as if because although though"},
    {kTimeUnit, 0,
     "second seconds minute minutes hour hours day days night nights week weeks month "
     "months quarter quarters year years decade decades century centuries"},
    {kMeasure, 0,
     "inch inches foot feet yard yards mile miles meter meters metre metres kilometer "
     "kilometers kilometre kilometres km centimeter centimeters centimetre centimetres "
     "millimeter millimeters millimetre millimetres acre acres hectare hectares gram "
     "grams "
     "gramme grammes kilogram kilograms kilo kilos kg ounce ounces pound pounds ton tons "
     "tonne tonnes litre litres liter liters gallon gallons pint pints barrel barrels "
     "bushel bushels degree degrees knot knots watt watts kilowatt kilowatts megawatt "
     "megawatts gigawatt gigawatts volt volts hertz megahertz gigahertz byte bytes "
     "kilobyte kilobytes megabyte megabytes gigabyte gigabytes terabyte terabytes"},
    {kAuxiliary, 0,
     "has have had was were is are be been being do does did will would can could may "
     "might shall should must also later then now still once again recently previously "
     "reportedly repeatedly publicly earlier later ago yesterday today"},
    {kPreposition, 0,
     "at by from with in on of for to into over under about against during before after "
     "between among near amid outside inside since through behind beyond despite "
     "toward towards"},
    {kCurrency, 0,
     "dollar dollars euro euros yen franc francs sterling ruble rubles rouble roubles "
     "yuan "
     "renminbi peso pesos rupee rupees krona kronor krone kroner lira"},
    {kAmountWord, 0,
     "many several few couple multiple numerous various some dozens scores much lots "
     "countless most half handful"},
    {kArticle, 0,
     "the a an this that these those his her its their our my your one another some "
     "two three four five many several most both"},
    {kCalendar, 0,
     "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu "
     "thurs fri sat sun january february march april may june july august september "
     "october november december mondays tuesdays wednesdays thursdays fridays "
     "saturdays sundays jan feb mar apr jun jul aug sep sept oct nov dec"},
    {kIntensifier, 0,
     "very most highly extremely really quite rather fairly somewhat more less almost "
     "nearly utterly totally absolutely increasingly"},
    {kRises, 0,
     "rise rises rose risen rising gain gains gained gaining gainers up jump jumps "
     "jumped "
     "jumping climb climbs climbed climbing advance advances advanced advancing "
     "advancers "
     "add adds added rally rallies rallied rallying rebound rebounds rebounded "
     "rebounding "
     "soar soars soared soaring surge surges surged surging increase increases increased "
     "increasing grow grows grew grown growing growth higher improve improves improved "
     "improving strengthen strengthens strengthened strengthening profitable win wins "
     "won "
     "winners"},
    {kFalls, 0,
     "fall falls fell fallen falling drop drops dropped dropping decline declines "
     "declined "
     "declining decliners dip dips dipped dipping slip slips slipped slipping lose loses "
     "lost losing shed sheds shedding down off ease eases eased easing sink sinks sank "
     "sunk sinking tumble tumbles tumbled tumbling plunge plunges plunged plunging "
     "decrease decreases decreased decreasing shrink shrinks shrank shrunk shrinking "
     "slide "
     "slides slid sliding slump slumps slumped slumping lower retreat retreats retreated "
     "retreating worsen worsens worsened worsening weaken weakens weakened weakening "
     "losers"},
    {kRises | kResult, 0, "profit profits income earnings"},
    {kFalls | kResult, 0, "loss losses"},
    {kParticle, 0, "up down off"},
    {kState, 0,
     "is are was were be been being close closes closed closing end ends ended ending "
     "finish finishes finished finishing edge edges edged edging inch inches inched "
     "inching creep creeps crept trade trades traded trading move moves moved moving go "
     "goes went going"},

    // Certainty.
    {kHedges, 1,
     "may might perhaps possibly maybe allegedly alleged reportedly purportedly "
     "purported supposedly supposed apparently apparent seemingly conceivably rumored "
     "rumoured unconfirmed suspected potentially arguably presumably"},
    {0, 1, "could can accused possible uncertain unclear doubtful unlikely"},
    {kHedges, 2, "probably likely"},
    {0, 2, "should probable expected believed thought"},
    {0, 3,
     "will would shall must certain certainly sure surely definite definitely "
     "undoubtedly "
     "unquestionably undeniably indisputably inevitable inevitably clear clearly "
     "confirmed proven guaranteed undoubted unquestionable"},
};

constexpr std::string_view kOpposites[][2] = {
    {"against", "for"},     {"against", "from"},   {"against", "towards"},
    {"against", "toward"},  {"before", "after"},   {"above", "below"},
    {"without", "with"},    {"inside", "outside"}, {"up", "down"},
    {"despite", "because"}, {"until", "after"},    {"more", "less"},
    {"more", "fewer"},      {"most", "least"},     {"first", "last"},
    {"all", "none"},        {"always", "never"},   {"everyone", "nobody"},
};

constexpr struct {
  std::string_view word;
  int amount;
} kAmounts[] = {
    {"couple", 2},    {"pair", 2},    {"both", 2},       {"few", 3},
    {"handful", 4},   {"several", 4}, {"multiple", 4},   {"various", 4},
    {"numerous", 20}, {"many", 20},   {"countless", 20},
};

// Four to a line of the processor's cache: half of all words asked for are here.
struct Entry {
  uint64_t word = 0;
  uint32_t uses = 0;
  uint8_t certainty = 0;
  uint8_t amount = 0;
};
static_assert(sizeof(Entry) == 16);

class Table {
 public:
  Table() {
    for (const WordList& list : kLists) add(list);
    for (const auto& [left, right] : kOpposites)
      for (std::string_view word : {left, right}) entry(word).uses |= kTakesSides;
    for (const auto& [word, amount] : kAmounts)
      entry(word).amount = static_cast<uint8_t>(amount);
  }
  const Entry& operator[](uint64_t word) const {
    size_t i = word & (kSlots - 1);
    while (slots_[i].word != 0 && slots_[i].word != word) i = (i + 1) & (kSlots - 1);
    return slots_[i];
  }

 private:
  static constexpr size_t kSlots = 4096;  // some 1,100 words: probes stay short

  Entry& entry(std::string_view word) {
    uint64_t hash = hash_word(word);
    size_t i = hash & (kSlots - 1);
    while (slots_[i].word != 0 && slots_[i].word != hash) i = (i + 1) & (kSlots - 1);
    slots_[i].word = hash;
    return slots_[i];
  }

  void add(const WordList& list) {
    std::string_view words = list.words;
    while (!words.empty()) {
      size_t end = std::min(words.find(' '), words.size());
      Entry& known = entry(words.substr(0, end));
      known.uses |= list.uses;
      if (list.certainty != 0) known.certainty = static_cast<uint8_t>(list.certainty);
      words.remove_prefix(std::min(end + 1, words.size()));
    }
  }
  std::array<Entry, kSlots> slots_;
};

const Entry& look_up(uint64_t word) {
  static const Table table;
  return table[word];
}

}  // namespace

uint32_t english_uses(uint64_t word) { return look_up(word).uses; }
int english_certainty(uint64_t word) { return look_up(word).certainty; }
bool is_english_hedge(uint64_t word) { return (look_up(word).uses & kHedges) != 0; }

bool are_english_opposites(uint64_t a, uint64_t b) {
  const Entry &x = look_up(a), &y = look_up(b);
  if ((x.uses & kRises && y.uses & kFalls) || (x.uses & kFalls && y.uses & kRises))
    return true;
  if (!(x.uses & y.uses & kTakesSides)) return false;
  for (const auto& [left, right] : kOpposites) {
    uint64_t p = hash_word(left), q = hash_word(right);
    if ((a == p && b == q) || (a == q && b == p)) return true;
  }
  return false;
}

double english_amount(uint64_t word) { return look_up(word).amount; }

}  // namespace unspin
