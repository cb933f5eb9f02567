package dev.signet.demo.upstream;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.signet.SignetTest;
import dev.signet.federation.call.FailureReason;
import dev.signet.federation.visit.FlowPurpose;
import dev.signet.federation.visit.UpstreamAnswer;
import dev.signet.federation.visit.UpstreamFailed;
import dev.signet.federation.visit.UpstreamFlows;
import dev.signet.flow.Actors;
import dev.signet.flow.Browser;
import dev.signet.flow.Page;
import dev.signet.flow.Upstream;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What the stand-ins tell this server, honestly and otherwise.
 */
@SignetTest
class StandInsTests {

	private static final byte[] THIS_BROWSER = new byte[32];

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private UpstreamFlows flows;

	private Browser browser;

	private String address;

	@BeforeEach
	void setUp() {
		this.browser = this.actors.browser();
		this.address = Upstream.newAddress();
	}

	@ParameterizedTest
	@EnumSource
	void finishWhenSomebodyWasTypedThenIsThatPerson(StandIn standIn) throws Exception {
		Upstream upstream = Upstream.enabled(this.beans, standIn);
		UpstreamAnswer answer = finish(upstream, Map.of("name", "Grace Hopper", "address", this.address));
		assertThat(answer.person().subject()).isEqualTo(upstream.subject("Grace Hopper", this.address));
		assertThat(answer.person().email()).isEqualTo(this.address);
		assertThat(answer.person().emailVerified())
			.isEqualTo(standIn != StandIn.FACEBOOK && standIn != StandIn.MICROSOFT);
		assertThat(answer.idToken() != null).isEqualTo(standIn.openIdConnect());
		assertThat(answer.person().claims().values()).anyMatch((value) -> value.toString().contains("Grace"));
	}

	@Test
	void finishWhenGoogleKnowsAFirmThenNamesIt() throws Exception {
		Upstream upstream = Upstream.enabled(this.beans, StandIn.GOOGLE);
		assertThat(finish(upstream, Map.of("person", Upstream.EMIL)).person().claims()).containsEntry("hd",
				"northwind.example");
		assertThat(finish(upstream, Map.of("person", Upstream.DORA)).person().claims()).doesNotContainKey("hd");
	}

	@Test
	void finishWhenMicrosoftKnowsTheFirmThenItsTenantVouchesForTheAddress() throws Exception {
		Upstream upstream = Upstream.enabled(this.beans, StandIn.MICROSOFT);
		UpstreamAnswer emil = finish(upstream, Map.of("person", Upstream.EMIL));
		UpstreamAnswer dora = finish(upstream, Map.of("person", Upstream.DORA));
		assertThat(emil.person().emailVerified()).isTrue();
		assertThat(dora.person().emailVerified()).isFalse();
		assertThat(dora.person().issuer()).endsWith("/demo/upstream/microsoft/" + Subjects.CONSUMERS + "/v2.0");
		assertThat(emil.person().issuer()).doesNotContain(Subjects.CONSUMERS).endsWith("/v2.0");
		assertThat(emil.person().claims()).containsKeys("oid", "tid").containsEntry("xms_edov", true);
	}

	@Test
	void finishWhenAtFacebookWithoutAddressThenHasNone() throws Exception {
		UpstreamAnswer answer = finish(Upstream.enabled(this.beans, StandIn.FACEBOOK), Map.of("person", Upstream.FINN));
		assertThat(answer.person().email()).isNull();
	}

	@Test
	void finishWhenAtAppleThenNameComesOnceAndAddressIsHiddenOnRequest() throws Exception {
		Upstream upstream = Upstream.enabled(this.beans, StandIn.APPLE);
		Map<String, String> hidden = Map.of("name", "Grace Hopper", "address", this.address, "hidden", "true");
		UpstreamAnswer first = finish(upstream, hidden);
		UpstreamAnswer second = finish(upstream, hidden);
		assertThat(first.person().claims()).containsEntry("given_name", "Grace").containsEntry("family_name", "Hopper");
		assertThat(second.person().claims()).doesNotContainKeys("given_name", "family_name");
		assertThat(second.person().subject()).isEqualTo(first.person().subject());
		assertThat(first.person().email()).endsWith("@privaterelay.appleid.com");
		assertThat(first.person().claims()).containsEntry("is_private_email", "true")
			.containsEntry("email_verified", "true");
	}

	@ParameterizedTest
	@MethodSource
	void finishWhenStandInFailsOrLiesThenSaysSo(Fault fault, FailureReason reason) {
		Upstream upstream = Upstream.enabled(this.beans, StandIn.GOOGLE).fault(fault);
		assertThat(refused(upstream).reason()).isEqualTo(reason);
	}

	static Stream<Arguments> finishWhenStandInFailsOrLiesThenSaysSo() {
		return Stream.of(Arguments.of(Fault.WRONG_AUDIENCE, FailureReason.NOTHING_USABLE),
				Arguments.of(Fault.WRONG_ISSUER, FailureReason.NOTHING_USABLE),
				Arguments.of(Fault.WRONG_NONCE, FailureReason.NOTHING_USABLE),
				Arguments.of(Fault.EXPIRED_SECRET, FailureReason.REFUSED_BY_PROVIDER),
				Arguments.of(Fault.SERVER_ERROR, FailureReason.PROVIDER_DOWN),
				Arguments.of(Fault.GARBAGE, FailureReason.NOTHING_USABLE),
				Arguments.of(Fault.CANCELS, FailureReason.CANCELLED));
	}

	@Test
	void finishWhenMicrosoftNamesAnotherTenantThenIsRefused() {
		Upstream upstream = Upstream.enabled(this.beans, StandIn.MICROSOFT).fault(Fault.WRONG_ISSUER);
		assertThat(refused(upstream).reason()).isEqualTo(FailureReason.NOTHING_USABLE);
	}

	@ParameterizedTest
	@EnumSource
	void finishWhenSecretHasExpiredThenEachSaysSoInItsWay(StandIn standIn) {
		Upstream upstream = Upstream.enabled(this.beans, standIn).fault(Fault.EXPIRED_SECRET);
		assertThat(refused(upstream).reason()).isEqualTo(FailureReason.REFUSED_BY_PROVIDER);
	}

	@ParameterizedTest
	@EnumSource
	void finishWhenCancelledThenEachSaysSoInItsWay(StandIn standIn) {
		Upstream upstream = Upstream.enabled(this.beans, standIn);
		UpstreamFailed failed = catchThrowableOfType(UpstreamFailed.class,
				() -> finish(upstream, Map.of("cancel", "yes")));
		assertThat(failed.reason()).isEqualTo(FailureReason.CANCELLED);
	}

	@ParameterizedTest
	@EnumSource(names = "FACEBOOK", mode = EnumSource.Mode.EXCLUDE)
	void finishWhenAddressIsNotVerifiedThenSaysSo(StandIn standIn) throws Exception {
		Upstream upstream = Upstream.enabled(this.beans, standIn).fault(Fault.UNVERIFIED_ADDRESS);
		UpstreamAnswer answer = finish(upstream, Map.of("person", Upstream.EMIL));
		assertThat(answer.person().email()).isEqualTo(Upstream.EMIL);
		assertThat(answer.person().emailVerified()).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void finishWhenThereIsNoAddressThenTellsNone(StandIn standIn) throws Exception {
		Upstream upstream = Upstream.enabled(this.beans, standIn).fault(Fault.NO_ADDRESS);
		assertThat(finish(upstream, Map.of("person", Upstream.EMIL)).person().email()).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void finishWhenSubjectChangedThenSameAddressIsAnotherPerson(StandIn standIn) throws Exception {
		Upstream upstream = Upstream.enabled(this.beans, standIn);
		UpstreamAnswer before = finish(upstream, Map.of("person", Upstream.EMIL));
		UpstreamAnswer after = finish(upstream.fault(Fault.CHANGED_SUBJECT), Map.of("person", Upstream.EMIL));
		assertThat(after.person().email()).isEqualTo(before.person().email());
		assertThat(after.person().subject()).isNotEqualTo(before.person().subject());
	}

	@ParameterizedTest
	@EnumSource(names = { "GOOGLE", "MICROSOFT", "APPLE" })
	void finishWhenKeysWereRotatedThenIsStillThePerson(StandIn standIn) throws Exception {
		Upstream upstream = Upstream.enabled(this.beans, standIn);
		UpstreamAnswer before = finish(upstream, Map.of("person", Upstream.EMIL));
		UpstreamAnswer after = finish(upstream.fault(Fault.KEYS_ROTATED), Map.of("person", Upstream.EMIL));
		assertThat(after.person().subject()).isEqualTo(before.person().subject());
		assertThat(SignedJWT.parse(after.idToken()).getHeader().getKeyID())
			.isNotEqualTo(SignedJWT.parse(before.idToken()).getHeader().getKeyID());
	}

	@Test
	void logoutTokenThenIsSignedByTheStandInAndNamesTheSignIn() throws Exception {
		Upstream upstream = Upstream.enabled(this.beans, StandIn.MICROSOFT);
		UpstreamAnswer answer = finish(upstream, Map.of("person", Upstream.EMIL));
		SignedJWT token = SignedJWT.parse(upstream.logoutToken());
		JWKSet published = JWKSet.parse(get("/demo/upstream/microsoft/common/discovery/v2.0/keys"));
		assertThat(token.verify(new RSASSAVerifier(published.getKeys().get(0).toRSAKey()))).isTrue();
		assertThat(token.getHeader().getType().getType()).isEqualTo("logout+jwt");
		assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo(answer.person().issuer());
		assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo(answer.person().subject());
		assertThat(token.getJWTClaimsSet().getStringClaim("sid")).isEqualTo(answer.person().sid());
		assertThat(token.getJWTClaimsSet().getClaim("nonce")).isNull();
	}

	private String get(String path) {
		return this.browser.getJson(path).response().body();
	}

	private UpstreamFailed refused(Upstream upstream) {
		return catchThrowableOfType(UpstreamFailed.class,
				() -> finish(upstream, Map.of("name", "Grace Hopper", "address", this.address)));
	}

	/** Visits the stand-in, and hands what comes back to the flow, as a browser would. */
	private UpstreamAnswer finish(Upstream upstream, Map<String, String> answer) throws UpstreamFailed {
		URI there = this.flows.begin(upstream.provider(), FlowPurpose.SIGN_IN, null, null, null, false, null,
				THIS_BROWSER);
		Page asked = this.browser.fetch("GET", there.toString(), Map.of());
		Page answered = (asked.status() == 200 && asked.document().selectFirst("form[data-send]") == null)
				? this.browser.submitOnly(asked, answer) : asked;
		return this.flows.finish(upstream.alias(), parameters(answered), Optional.of(THIS_BROWSER));
	}

	private static Map<String, String[]> parameters(Page answered) {
		Map<String, String[]> parameters = new LinkedHashMap<>();
		Element form = (answered.status() == 200) ? answered.document().selectFirst("form[data-send]") : null;
		if (form != null) {
			form.select("input[name]")
				.forEach((field) -> parameters.put(field.attr("name"), new String[] { field.attr("value") }));
			return parameters;
		}
		URI back = URI
			.create(answered.header("Location").orElseThrow(() -> new AssertionError(answered.document().text())));
		for (String pair : List.of(back.getRawQuery().split("&"))) {
			String[] parts = pair.split("=", 2);
			parameters.put(parts[0], new String[] { URLDecoder.decode(parts[1], StandardCharsets.UTF_8) });
		}
		return parameters;
	}

}
