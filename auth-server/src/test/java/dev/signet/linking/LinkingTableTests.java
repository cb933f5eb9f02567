package dev.signet.linking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.signet.linking.LinkingDecision.Reason;
import dev.signet.linking.LinkingDecision.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table as it stands in docs/decisions/0035-linking.md, and what must hold for each
 * of the 960 combinations whatever the table says.
 */
class LinkingTableTests {

	private static final List<Boolean> EITHER = List.of(true, false);

	/** In the order of the document. A line counts where none above it does. */
	private static final List<Line> LINES = List.of(
			line("the provider is off", (in) -> !in.providerEnabled(), Reason.PROVIDER_OFF),
			line("linked, the account is off", (in) -> in.known() && !in.accountUsable(), Reason.ACCOUNT_OFF),
			line("linked", LinkingInputs::known, Reason.LINKED),
			line("proved address of an account that is off",
					(in) -> proved(in, LocalAddress.VERIFIED) && !in.accountUsable(), Reason.ACCOUNT_OFF),
			line("proved address of an account with no other way in",
					(in) -> proved(in, LocalAddress.VERIFIED) && !in.otherWayIn(), Reason.NO_WAY_TO_PROVE),
			line("proved address of an account", (in) -> proved(in, LocalAddress.VERIFIED), Reason.ADDRESS_HAS_ACCOUNT),
			line("no new accounts", (in) -> in.creation() == CreationAnswer.OFF, Reason.CREATION_OFF),
			line("new accounts for others", (in) -> in.creation() == CreationAnswer.WRONG_DOMAIN, Reason.WRONG_DOMAIN),
			line("new accounts by an address that cannot be proved", (in) -> in.creation() == CreationAnswer.NO_ADDRESS,
					Reason.NO_ADDRESS),
			line("proved address that somebody claimed, to be approved",
					(in) -> proved(in, LocalAddress.UNVERIFIED) && in.creation() == CreationAnswer.APPROVAL,
					Reason.ADDRESS_WAS_CLAIMED_TO_APPROVE),
			line("proved address that somebody claimed", (in) -> proved(in, LocalAddress.UNVERIFIED),
					Reason.ADDRESS_WAS_CLAIMED),
			line("new, to be approved", (in) -> in.creation() == CreationAnswer.APPROVAL, Reason.NEW_TO_APPROVE),
			line("new", (in) -> true, Reason.NEW));

	/** The lines of the document, which has some of the above in one. */
	private static final int[] NUMBERS = { 1, 2, 3, 4, 5, 6, 7, 7, 7, 8, 8, 9, 9 };

	static Stream<LinkingInputs> all() {
		List<LinkingInputs> all = new ArrayList<>();
		for (boolean enabled : EITHER) {
			for (boolean known : EITHER) {
				for (boolean usable : EITHER) {
					for (boolean verified : EITHER) {
						for (boolean trusted : EITHER) {
							for (boolean otherWay : EITHER) {
								for (LocalAddress address : LocalAddress.values()) {
									for (CreationAnswer creation : CreationAnswer.values()) {
										all.add(new LinkingInputs(enabled, known, usable, verified, trusted, address,
												otherWay, creation));
									}
								}
							}
						}
					}
				}
			}
		}
		return all.stream();
	}

	@Test
	void combinationsThenAreComplete() {
		assertThat(all().distinct()).hasSize(960);
	}

	@ParameterizedTest
	@MethodSource("all")
	void decideThenTheFirstLineThatFitsCounts(LinkingInputs inputs) {
		Line line = LINES.stream().filter((each) -> each.fits().test(inputs)).findFirst().orElseThrow();
		assertThat(LinkingTable.decide(inputs)).as(line.what()).isEqualTo(new LinkingDecision(line.reason()));
	}

	/** What is recorded of a decision tells which line it was. */
	@ParameterizedTest
	@MethodSource("all")
	void lineThenIsThatOfTheDocument(LinkingInputs inputs) {
		int number = NUMBERS[IntStream.range(0, LINES.size())
			.filter((each) -> LINES.get(each).fits().test(inputs))
			.findFirst()
			.orElseThrow()];
		assertThat(LinkingTable.line(LinkingTable.decide(inputs).reason(), inputs.known())).isEqualTo(number);
		assertThat(number).isBetween(1, LinkingTable.LINES);
	}

	@Test
	void decideThenOnlyWhoIsLinkedIsSignedIn() {
		assertThat(all().filter((in) -> result(in) == Result.SIGN_IN)).allMatch(LinkingInputs::known)
			.allMatch(LinkingInputs::accountUsable)
			.allMatch(LinkingInputs::providerEnabled);
	}

	@Test
	void decideWhenTheAddressIsNotProvedThenNobodyLearnsWhetherSomebodyHasIt() {
		all().filter((in) -> !in.known() && !(in.emailVerifiedUpstream() && in.emailTrusted()))
			.forEach((in) -> assertThat(LinkingTable.decide(in))
				.isEqualTo(LinkingTable.decide(new LinkingInputs(in.providerEnabled(), false, true,
						in.emailVerifiedUpstream(), in.emailTrusted(), LocalAddress.NONE, false, in.creation()))));
	}

	@Test
	void decideWhenSomebodyOnlyClaimedTheAddressHereThenTheyStandInNobodysWay() {
		all().filter((in) -> !in.known() && in.address() == LocalAddress.UNVERIFIED).forEach((in) -> {
			LinkingInputs without = new LinkingInputs(in.providerEnabled(), false, true, in.emailVerifiedUpstream(),
					in.emailTrusted(), LocalAddress.NONE, false, in.creation());
			assertThat(result(in)).isEqualTo(result(without));
		});
	}

	@Test
	void decideThenAnAccountIsMadeOnlyWhereNoneIsAndTheSettingsSaySo() {
		assertThat(all().filter((in) -> result(in) == Result.CREATE)).noneMatch(LinkingInputs::known)
			.allMatch((in) -> in.creation() == CreationAnswer.ALLOWED || in.creation() == CreationAnswer.APPROVAL)
			.noneMatch((in) -> proved(in, LocalAddress.VERIFIED));
	}

	@Test
	void decideThenOnlyAnAccountWithThatProvedAddressAndAnotherWayInIsToBeProved() {
		assertThat(all().filter((in) -> result(in) == Result.PROVE)).allMatch((in) -> proved(in, LocalAddress.VERIFIED))
			.allMatch(LinkingInputs::otherWayIn)
			.allMatch(LinkingInputs::accountUsable)
			.noneMatch(LinkingInputs::known);
	}

	@ParameterizedTest
	@EnumSource
	void reasonThenSomethingLeadsToIt(Reason reason) {
		assertThat(all().map(LinkingTable::decide).map(LinkingDecision::reason)).contains(reason);
	}

	@Test
	void resultThenThereAreFour() {
		assertThat(Result.values()).hasSize(4);
		assertThat(Arrays.stream(Reason.values()).map(Reason::result)).contains(Result.values());
	}

	private static Result result(LinkingInputs inputs) {
		return LinkingTable.decide(inputs).result();
	}

	private static boolean proved(LinkingInputs inputs, LocalAddress address) {
		return inputs.emailVerifiedUpstream() && inputs.emailTrusted() && inputs.address() == address;
	}

	private static Line line(String what, Predicate<LinkingInputs> fits, Reason reason) {
		return new Line(what, fits, reason);
	}

	private record Line(String what, Predicate<LinkingInputs> fits, Reason reason) {
	}

}
