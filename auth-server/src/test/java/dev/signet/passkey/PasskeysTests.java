package dev.signet.passkey;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import dev.signet.AtOnce;
import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.flow.Actors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What counts as an answer of a passkey, and what does not (Web Authentication Level 3
 * §7.1 and §7.2), on the database.
 */
@SignetTest
class PasskeysTests {

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private Passkeys passkeys;

	@Autowired
	private PasskeySweep sweep;

	@Autowired
	private MutableClock clock;

	@Autowired
	private Accounts accounts;

	@Autowired
	private JdbcClient jdbc;

	private final byte[] browser = TestPasskey.random(32);

	private AccountId person;

	private AccountId stranger;

	@BeforeEach
	void setUp() {
		this.person = this.actors.person("USER").id();
		this.stranger = this.actors.person("USER").id();
	}

	@Test
	void proveAnybodyWhenAnswerIsRightThenSaysWhoAndNotesTheUse() {
		TestPasskey passkey = TestPasskey.of(this.person, this.beans);
		assertThat(this.passkeys.of(this.person).get(0).lastUsedAt()).isNull();
		assertThat(signIn(passkey)).isEqualTo(this.person);
		assertThat(this.passkeys.of(this.person).get(0).lastUsedAt()).isNotNull();
	}

	@Test
	void proveWhenAnswerIsRightThenAlsoWithoutTheUserHandle() {
		TestPasskey passkey = TestPasskey.of(this.person, this.beans).userHandle(new byte[0]);
		this.passkeys.prove(this.person, passkey.answer(ask(this.person)), this.browser);
		assertThat(this.passkeys.of(this.person).get(0).lastUsedAt()).isNotNull();
	}

	static Stream<Arguments> algorithms() {
		return Stream.of(change("ES256", (passkey) -> passkey), change("RS256", TestPasskey::rsa),
				change("EdDSA", TestPasskey::ed25519));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("algorithms")
	void proveWhenTheKeyIsOfAnyKindAskedForThenItsOwnSignatureCountsAndNoOther(String name,
			UnaryOperator<TestPasskey> kind) {
		TestPasskey passkey = kind.apply(TestPasskey.fresh(this.beans));
		passkey.addTo(this.person, this.beans);
		assertThat(signIn(passkey)).isEqualTo(this.person);
		this.passkeys.prove(this.person, passkey.answer(ask(this.person)), this.browser);
		String one = passkey.answer(askAnybody());
		String other = passkey.answer(askAnybody());
		assertRefused(TestPasskey.with(one, "signature", TestPasskey.text(TestPasskey.part(other, "signature"))));
		kind.apply(passkey);
		assertRefused((name.equals("ES256") ? passkey.rsa() : passkey).answer(askAnybody()));
	}

	@Test
	void proveAnybodyWhenNobodyHasItThenThatIsToldButNotOfAnAccountThatIsOff() {
		TestPasskey passkey = TestPasskey.of(this.person, this.beans);
		this.accounts.update(this.person, (account) -> account.disable(Instant.now()));
		assertThat(refusal(passkey.answer(askAnybody())).unknown()).isEmpty();
		assertThat(refusal(TestPasskey.fresh(this.beans).answer(askAnybody())).unknown()).isNotEmpty();
		this.passkeys.remove(this.person, this.passkeys.of(this.person).get(0).id());
		assertThat(refusal(passkey.answer(askAnybody())).unknown()).contains(passkey.id());
		assertThat(refusal(passkey.answer(this.passkeys.askAnybody(TestPasskey.random(32)))).unknown())
			.as("to the question of another browser")
			.isEmpty();
	}

	private PasskeyRefused refusal(String answer) {
		return catchThrowableOfType(PasskeyRefused.class, () -> this.passkeys.proveAnybody(answer, this.browser));
	}

	static Stream<Arguments> wrong() {
		return Stream.of(change("another origin", (passkey) -> passkey.origin("https://evil.example")),
				change("another port", (passkey) -> passkey.origin("http://localhost:1")),
				change("another relying party", (passkey) -> passkey.relyingParty("evil.example")),
				change("the type of a new passkey", (passkey) -> passkey.type("webauthn.create")),
				change("a frame of another site", TestPasskey::crossOrigin),
				change("nobody present", TestPasskey::absent), change("nobody verified", TestPasskey::unverified),
				change("backup flags of another passkey", TestPasskey::synced),
				change("the handle of somebody else", (passkey) -> passkey.userHandle(TestPasskey.random(64))));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("wrong")
	void answerWhenItSaysSomethingWrongThenRefused(String what, UnaryOperator<TestPasskey> change) {
		TestPasskey passkey = change.apply(TestPasskey.of(this.person, this.beans));
		assertRefused(passkey.answer(askAnybody()));
		assertSecondRefused(passkey.answer(ask(this.person)));
	}

	@Test
	void proveAnybodyWhenNobodyIsNamedThenRefused() {
		assertRefused(TestPasskey.of(this.person, this.beans).userHandle(new byte[0]).answer(askAnybody()));
	}

	@Test
	void answerWhenSignatureIsWrongThenRefused() {
		TestPasskey passkey = TestPasskey.of(this.person, this.beans);
		String one = passkey.answer(askAnybody());
		String other = passkey.answer(askAnybody());
		assertRefused(TestPasskey.with(one, "signature", TestPasskey.text(TestPasskey.part(other, "signature"))));
		byte[] flipped = TestPasskey.part(one, "authenticatorData");
		flipped[flipped.length - 1] = 1;
		assertRefused(TestPasskey.with(one, "authenticatorData", TestPasskey.text(flipped)));
		assertRefused(TestPasskey.with(one, "signature", ""));
		assertThat(this.passkeys.proveAnybody(one, this.browser).accountId()).as("untouched").isEqualTo(this.person);
	}

	@Test
	void answerWhenChallengeIsOfAnotherBrowserPurposeOrPersonThenRefused() {
		TestPasskey passkey = TestPasskey.of(this.person, this.beans);
		assertRefused(passkey.answer(this.passkeys.askAnybody(TestPasskey.random(32))));
		assertRefused(passkey.answer(ask(this.person)));
		TestPasskey.of(this.stranger, this.beans);
		assertRefused(passkey.answer(ask(this.stranger)));
		assertSecondRefused(passkey.answer(askAnybody()));
		assertSecondRefused(passkey.answer(ask(this.stranger)));
		assertRefused(passkey.answer("{\"challenge\": \"" + TestPasskey.text(TestPasskey.random(56)) + "\"}"));
		assertRefused(passkey.answer("{\"challenge\": \"AAAA\"}"));
		assertRefused(passkey.answer("{\"challenge\": \"\"}"));
	}

	@Test
	void answerWhenChallengeIsFiveMinutesOldThenRefused() {
		TestPasskey passkey = TestPasskey.of(this.person, this.beans);
		String question = askAnybody();
		this.clock.advance(Duration.ofMinutes(4));
		this.passkeys.proveAnybody(passkey.answer(question), this.browser);
		String later = askAnybody();
		this.clock.advance(Duration.ofMinutes(5));
		assertRefused(passkey.answer(later));
	}

	@Test
	void answerWhenReplayedThenRefusedAlsoAfterTheSweep() {
		String answer = TestPasskey.of(this.person, this.beans).answer(askAnybody());
		assertThat(this.passkeys.proveAnybody(answer, this.browser).accountId()).isEqualTo(this.person);
		assertRefused(answer);
		this.sweep.sweep();
		assertRefused(answer);
		this.clock.advance(Duration.ofMinutes(6));
		this.sweep.sweep();
		assertRefused(answer);
		assertThat(this.jdbc.sql("select count(*) from passkey_answers where expires_at <= :now")
			.param("now", Timestamp.from(this.clock.instant()))
			.query(Integer.class)
			.single()).isZero();
	}

	@Test
	void answerWhenManyAtOnceThenOneCounts() throws Exception {
		TestPasskey passkey = TestPasskey.of(this.person, this.beans);
		for (int round = 0; round < 10; round++) {
			String answer = passkey.answer(askAnybody());
			assertThat(AtOnce.call(8, () -> proves(answer))).containsOnlyOnce(true);
		}
	}

	@Test
	void answerWhenCounterGoesBackThenRefusedAndRecorded() {
		TestPasskey passkey = TestPasskey.fresh(this.beans).counting(7);
		passkey.addTo(this.person, this.beans);
		assertThat(signIn(passkey)).isEqualTo(this.person);
		assertRefused(passkey.counting(8).answer(askAnybody()));
		assertRefused(passkey.counting(0).answer(askAnybody()));
		assertThat(this.jdbc.sql("select count(*) from audit_events where type = 'passkey.copied' and account_id = :id")
			.param("id", this.person.value())
			.query(Integer.class)
			.single()).isEqualTo(2);
		assertThat(signIn(passkey.counting(9))).isEqualTo(this.person);
	}

	@Test
	void answerWhenALaterOneWasUsedThenRefused() {
		TestPasskey passkey = TestPasskey.fresh(this.beans).counting(1);
		passkey.addTo(this.person, this.beans);
		String lower = passkey.answer(askAnybody());
		String higher = passkey.answer(askAnybody());
		assertThat(this.passkeys.proveAnybody(higher, this.browser).accountId()).isEqualTo(this.person);
		assertRefused(lower);
	}

	@Test
	void answerWhenPasskeyIsUnknownOrOfAnotherPersonThenRefused() {
		TestPasskey unknown = TestPasskey.fresh(this.beans).userHandle(TestPasskey.random(64));
		assertRefused(unknown.answer(askAnybody()));
		TestPasskey others = TestPasskey.of(this.stranger, this.beans);
		TestPasskey.of(this.person, this.beans);
		assertSecondRefused(others.answer(ask(this.person)));
	}

	@Test
	void answerWhenPasskeyWasRemovedOrAccountIsDisabledThenRefused() {
		TestPasskey passkey = TestPasskey.of(this.person, this.beans);
		String answer = passkey.answer(askAnybody());
		this.beans.getBean(Accounts.class).update(this.person, (account) -> account.disable(this.clock.instant()));
		assertRefused(answer);
		this.beans.getBean(Accounts.class).update(this.person, (account) -> account.enable(this.clock.instant()));
		assertThat(this.passkeys.remove(this.person, this.passkeys.of(this.person).get(0).id())).isTrue();
		assertRefused(answer);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "[]", "{}", "\"x\"", "{\"response\": null}",
			"{\"rawId\": \"AA\", \"response\": {}}",
			"{\"id\": \"AA\", \"rawId\": \"AA\", \"type\": \"public-key\", \"response\": {\"clientDataJSON\": \"AA\", "
					+ "\"authenticatorData\": \"AA\", \"signature\": \"AA\"}}",
			"{\"rawId\": 1, \"response\": {\"clientDataJSON\": {}}}", "\0" })
	void answerWhenGarbageThenRefused(String answer) {
		assertRefused(answer);
		assertThatExceptionOfType(PasskeyRefused.class)
			.isThrownBy(() -> this.passkeys.add(this.person, answer, "A device", this.browser));
	}

	@Test
	void answerWhenItsPartsAreGarbageThenRefused() {
		TestPasskey passkey = TestPasskey.of(this.person, this.beans);
		String answer = passkey.answer(askAnybody());
		for (String part : List.of("clientDataJSON", "authenticatorData", "signature", "userHandle")) {
			assertRefused(TestPasskey.with(answer, part, "!"));
			assertRefused(TestPasskey.with(answer, part, TestPasskey.text(TestPasskey.random(40))));
		}
		String made = TestPasskey.fresh(this.beans).make(askForNew());
		assertNotAdded(TestPasskey.with(made, "attestationObject", TestPasskey.text(TestPasskey.random(200))));
		assertNotAdded(TestPasskey.with(made, "attestationObject", "oA"));
		assertNotAdded("[".repeat(8000));
		assertRefused("{\"response\": {\"clientDataJSON\": \"" + "A".repeat(20_000) + "\"}}");
	}

	static Stream<Arguments> wrongWhenNew() {
		return Stream.of(change("another origin", (passkey) -> passkey.origin("https://evil.example")),
				change("another relying party", (passkey) -> passkey.relyingParty("evil.example")),
				change("the type of a proof", (passkey) -> passkey.type("webauthn.get")),
				change("a frame of another site", TestPasskey::crossOrigin),
				change("nobody present", TestPasskey::absent), change("nobody verified", TestPasskey::unverified),
				change("an algorithm not asked for", (passkey) -> passkey.algorithm(COSEAlgorithmIdentifier.ES512)));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("wrongWhenNew")
	void addWhenItSaysSomethingWrongThenRefused(String what, UnaryOperator<TestPasskey> change) {
		assertNotAdded(change.apply(TestPasskey.fresh(this.beans)).make(askForNew()));
	}

	@Test
	void addWhenAnsweredTwiceOrForAnotherThenRefused() {
		String answer = TestPasskey.fresh(this.beans).make(askForNew());
		assertThatExceptionOfType(PasskeyRefused.class)
			.isThrownBy(() -> this.passkeys.add(this.stranger, answer, "A device", this.browser));
		this.passkeys.add(this.person, answer, "A device", this.browser);
		assertThatExceptionOfType(PasskeyRefused.class)
			.isThrownBy(() -> this.passkeys.add(this.person, answer, "A device", this.browser));
		assertThat(this.passkeys.of(this.person)).hasSize(1);
	}

	@Test
	void addWhenSomebodyHasThisPasskeyThenRefused() {
		TestPasskey passkey = TestPasskey.of(this.stranger, this.beans);
		assertNotAdded(passkey.make(askForNew()));
	}

	@Test
	void addThenItHasTheNameOfItsMakerOrOfTheDevice() {
		TestPasskey.fresh(this.beans)
			.model("ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4")
			.synced()
			.addTo(this.person, this.beans);
		TestPasskey.of(this.person, this.beans);
		assertThat(this.passkeys.of(this.person)).extracting(Passkey::name)
			.containsExactly("Google Password Manager", "A device");
		assertThat(this.passkeys.of(this.person)).extracting(Passkey::synced).containsExactly(true, false);
	}

	@Test
	void addWhenThereAreTwentyThenNoMoreAlsoAtOnce() throws Exception {
		for (int i = 0; i < Passkeys.MOST - 2; i++) {
			TestPasskey.of(this.person, this.beans);
		}
		AtOnce.run(6, () -> {
			try {
				TestPasskey.of(this.person, this.beans);
			}
			catch (TooManyPasskeys ex) {
				// As it should be for four of them
			}
		});
		assertThat(this.passkeys.of(this.person)).hasSize(Passkeys.MOST);
	}

	@Test
	void askForNewThenTheHandleStaysAndSaysNothingAndWhatIsThereIsLeftOut() {
		TestPasskey passkey = TestPasskey.of(this.person, this.beans);
		String question = askForNew();
		assertThat(question).contains("\"excludeCredentials\":[{").contains(passkey.id()).doesNotContain("evil");
		assertThat(question.replaceAll(".*\"user\":\\{[^}]*\"id\":\"([^\"]+)\".*", "$1"))
			.isEqualTo(askForNew().replaceAll(".*\"user\":\\{[^}]*\"id\":\"([^\"]+)\".*", "$1"))
			.hasSize(86);
		assertThat(askAnybody()).as("no account is known").contains("\"allowCredentials\":[]");
	}

	@Test
	void renameAndRemoveWhenPasskeyIsOfAnotherThenNothing() {
		TestPasskey.of(this.person, this.beans);
		UUID id = this.passkeys.of(this.person).get(0).id();
		this.passkeys.rename(this.stranger, id, "Mine");
		assertThat(this.passkeys.remove(this.stranger, id)).isFalse();
		assertThat(this.passkeys.of(this.person)).extracting(Passkey::name).containsExactly("A device");
		this.passkeys.rename(this.person, id, "Laptop");
		assertThat(this.passkeys.of(this.person)).extracting(Passkey::name).containsExactly("Laptop");
	}

	@Test
	void accountWhenDeletedThenNothingIsLeft() {
		TestPasskey.of(this.person, this.beans);
		this.jdbc.sql("delete from accounts where id = :id").param("id", this.person.value()).update();
		assertThat(this.jdbc.sql(
				"select (select count(*) from passkeys where account_id = :id) + (select count(*) from passkey_handles where account_id = :id)")
			.param("id", this.person.value())
			.query(Integer.class)
			.single()).isZero();
	}

	private String askAnybody() {
		return this.passkeys.askAnybody(this.browser);
	}

	private String ask(AccountId accountId) {
		return this.passkeys.ask(accountId, this.browser).orElseThrow();
	}

	private String askForNew() {
		return this.passkeys.askForNew(this.person, "ada", "Ada", this.browser);
	}

	private AccountId signIn(TestPasskey passkey) {
		return this.passkeys.proveAnybody(passkey.answer(askAnybody()), this.browser).accountId();
	}

	private boolean proves(String answer) {
		try {
			this.passkeys.proveAnybody(answer, this.browser);
			return true;
		}
		catch (PasskeyRefused ex) {
			return false;
		}
	}

	private void assertRefused(String answer) {
		assertThatExceptionOfType(PasskeyRefused.class)
			.isThrownBy(() -> this.passkeys.proveAnybody(answer, this.browser));
	}

	private void assertSecondRefused(String answer) {
		assertThatExceptionOfType(PasskeyRefused.class)
			.isThrownBy(() -> this.passkeys.prove(this.person, answer, this.browser));
	}

	private void assertNotAdded(String answer) {
		int before = this.passkeys.of(this.person).size();
		assertThatExceptionOfType(PasskeyRefused.class)
			.isThrownBy(() -> this.passkeys.add(this.person, answer, "A device", this.browser));
		assertThat(this.passkeys.of(this.person)).hasSize(before);
	}

	private static Arguments change(String what, UnaryOperator<TestPasskey> change) {
		return arguments(what, change);
	}

}
