package dev.signet.federation.visit;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.federation.TestUpstream;
import dev.signet.federation.call.FailureReason;
import dev.signet.federation.preset.UpstreamPerson;
import dev.signet.federation.provider.Provider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * A provider that lies, in each way that there is: the reason is told, and nothing comes
 * of it.
 */
@SignetTest
class LyingUpstreamTests {

	@Autowired
	private BeanFactory beans;

	@Autowired
	private UpstreamFlows flows;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MutableClock clock;

	private final byte[] browser = new byte[32];

	private TestUpstream upstream;

	private Provider provider;

	@BeforeEach
	void setUp() {
		new SecureRandom().nextBytes(this.browser);
		this.upstream = new TestUpstream(this.clock);
		this.provider = this.upstream.provider(this.beans);
	}

	@AfterEach
	void tearDown() {
		this.upstream.close();
	}

	@ParameterizedTest
	@MethodSource({ "dev.signet.federation.visit.UpstreamLies#idTokens",
			"dev.signet.federation.visit.UpstreamLies#answers" })
	void finishWhenProviderLiesThenSaysWhyAndNothingChanges(UpstreamLies.Lie lie) throws UpstreamFailed {
		lie.told().accept(this.upstream);
		Map<String, String[]> answer = this.upstream.visit(begin());
		List<String> before = state();
		UpstreamFailed failed = catchThrowableOfType(UpstreamFailed.class,
				() -> this.flows.finish(this.provider.alias(), answer, Optional.of(this.browser)));
		assertThat(failed).as(lie.what()).isNotNull();
		assertThat(failed.reason()).as(failed.detail()).isEqualTo(lie.reason());
		assertThat(failed.flow()).isPresent();
		assertThat(failed.provider()).contains(this.provider);
		assertThat(failed.detail()).isNotBlank()
			.hasSizeLessThan(700)
			.doesNotContain(answer.get("code")[0], answer.get("state")[0], TestUpstream.SECRET, "at-");
		assertThat(state()).isEqualTo(before);
		assertThat(this.upstream.calls()).doesNotContain("/inner");
		this.upstream.asUsual();
		assertThat(somebody().subject()).isEqualTo(this.upstream.subject());
	}

	@ParameterizedTest
	@MethodSource("dev.signet.federation.visit.UpstreamLies#documents")
	void beginWhenProviderLiesThenSaysWhyAndNothingChanges(UpstreamLies.Lie lie) throws UpstreamFailed {
		lie.told().accept(this.upstream);
		List<String> before = state();
		UpstreamFailed failed = catchThrowableOfType(UpstreamFailed.class, this::begin);
		assertThat(failed).as(lie.what()).isNotNull();
		assertThat(failed.reason()).as(failed.detail()).isEqualTo(lie.reason());
		assertThat(state()).isEqualTo(before);
		assertThat(this.jdbc.sql("select count(*) from upstream_flows where browser_digest = :browser")
			.param("browser", this.browser)
			.query(Integer.class)
			.single()).isZero();
		assertThat(this.upstream.calls()).doesNotContain("/inner");
		this.upstream.asUsual();
		assertThat(somebody().subject()).isEqualTo(this.upstream.subject());
	}

	/** What it told before is believed for a day. */
	@ParameterizedTest
	@MethodSource("dev.signet.federation.visit.UpstreamLies#documents")
	void beginWhenProviderLiesAnHourLaterThenWhatItToldBeforeCounts(UpstreamLies.Lie lie) throws UpstreamFailed {
		somebody();
		this.clock.advance(Duration.ofMinutes(61));
		lie.told().accept(this.upstream);
		assertThat(somebody().subject()).isEqualTo(this.upstream.subject());
		this.clock.advance(Duration.ofHours(24));
		assertThat(catchThrowableOfType(UpstreamFailed.class, this::begin).reason()).isEqualTo(lie.reason());
	}

	/** The address is refused before anything is sent. */
	@Test
	void finishWhenEndpointLeadsInsideThenProviderDown() throws UpstreamFailed {
		this.upstream.metadata((document) -> document.put("token_endpoint", "https://169.254.169.254/token"));
		Map<String, String[]> answer = this.upstream.visit(begin());
		UpstreamFailed failed = catchThrowableOfType(UpstreamFailed.class,
				() -> this.flows.finish(this.provider.alias(), answer, Optional.of(this.browser)));
		assertThat(failed.reason()).isEqualTo(FailureReason.PROVIDER_DOWN);
		assertThat(failed.detail()).contains("inner network");
	}

	/** It is data, and stays what it is; pages show it as text. */
	@Test
	void finishWhenNamesHoldMarkupThenTheyAreKeptAsData() throws UpstreamFailed {
		String name = "<script>alert(1)</script>\u202e${7*7}";
		this.upstream.userinfo((info) -> {
			info.put("name", name);
			info.put("email", "\"><img src=x>@upstream.example");
			info.put("nothing", null);
			info.put("nested", Map.of("list", List.of(1, true, "x")));
		});
		UpstreamPerson person = somebody();
		assertThat(person.claims()).containsEntry("name", name)
			.containsEntry("nested", Map.of("list", List.of(1, true, "x")))
			.doesNotContainKey("nothing");
		assertThat(person.email()).isNull();
		assertThat(person.emailVerified()).isFalse();
	}

	/** Somebody came all the same; the provider cannot end that session alone. */
	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a\u0000b", "a\u009fb", "a\ud800b", "\udc00" })
	void finishWhenSessionHasNoUsableNameThenThereIsNone(String sid) throws UpstreamFailed {
		this.upstream.claims((token) -> token.put("sid", sid));
		UpstreamPerson person = somebody();
		assertThat(person.sid()).isNull();
	}

	/** An address in what is said of somebody is text: nobody goes there. */
	@Test
	void finishWhenThereAreAddressesInItThenNobodyCallsThem() throws UpstreamFailed {
		String inner = this.upstream.at("/inner").toString();
		Consumer<Map<String, Object>> leading = (members) -> members.putAll(Map.of("picture", inner, "profile", inner,
				"website", inner, "_claim_names", Map.of("address", "elsewhere", "phone_number", "elsewhere"),
				"_claim_sources", Map.of("elsewhere", Map.of("endpoint", inner, "access_token", "for-inner"))));
		this.upstream.claims(leading)
			.userinfo(leading)
			.signature((claims) -> UpstreamLies.signedLeadingTo(inner, this.upstream.key(), claims));
		assertThat(somebody().claims()).containsEntry("picture", inner).containsEntry("profile", inner);
		assertThat(this.upstream.calls()).contains("/userinfo").doesNotContain("/inner");
	}

	/** What is signed counts more than what is said. */
	@Test
	void finishWhenUserInfoSaysOtherThanTheTokenThenTheTokenCounts() throws UpstreamFailed {
		this.upstream.claims((token) -> {
			token.put("email", "signed@upstream.example");
			token.put("email_verified", false);
		});
		UpstreamPerson person = somebody();
		assertThat(person.email()).isEqualTo("signed@upstream.example");
		assertThat(person.emailVerified()).isFalse();
	}

	/**
	 * Whatever a member is, it is an answer or none, and never a failure of this server.
	 */
	@Test
	void finishWhenMembersAreOfOddKindsThenItIsAPersonOrARefusal() throws UpstreamFailed {
		for (Object odd : TestUpstream.ODD) {
			for (String member : List.of("iss", "sub", "aud", "azp", "exp", "iat", "nonce", "at_hash", "sid", "email",
					"email_verified")) {
				this.upstream.claims((token) -> token.put(member, odd));
				finishes("claim " + member + " is " + odd);
			}
			this.upstream.claims((token) -> {
			});
			for (String member : List.of("access_token", "token_type", "expires_in", "scope", "id_token", "error")) {
				this.upstream.tokens((response) -> response.put(member, odd));
				finishes("token " + member + " is " + odd);
			}
			this.upstream.tokens((response) -> {
			});
			for (String member : List.of("sub", "email", "email_verified", "name")) {
				this.upstream.userinfo((info) -> info.put(member, odd));
				finishes("user info " + member + " is " + odd);
			}
			this.upstream.userinfo((info) -> {
			});
		}
		this.upstream.instead("/token", 400, UpstreamLies.JSON, "{\"error\":\"x\",\"error_description\":null}");
		finishes("an error without a description");
		this.upstream.instead("/token", 400, UpstreamLies.JSON, "{\"error\":{}}");
		finishes("an error without anything");
	}

	private void finishes(String what) throws UpstreamFailed {
		Map<String, String[]> answer = this.upstream.visit(begin());
		Throwable thrown = catchThrowable(
				() -> this.flows.finish(this.provider.alias(), answer, Optional.of(this.browser)));
		assertThat(thrown).as(what)
			.satisfiesAnyOf((none) -> assertThat(none).isNull(),
					(failed) -> assertThat(failed).isInstanceOf(UpstreamFailed.class));
	}

	private UpstreamPerson somebody() throws UpstreamFailed {
		return this.flows.finish(this.provider.alias(), this.upstream.visit(begin()), Optional.of(this.browser))
			.person();
	}

	private URI begin() throws UpstreamFailed {
		return this.flows.begin(this.provider, FlowPurpose.SIGN_IN, null, null, null, false, null, this.browser);
	}

	/** What could have come of it. */
	private List<String> state() {
		return this.jdbc.sql("""
				select (select count(*) from accounts) || ' ' || (select count(*) from account_emails) || ' '
				  || (select count(*) from sessions) || ' ' || (select count(*) from upstream_links) || ' '
				  || (select count(*) from audit_events)
				union all select p::text from upstream_providers p where id = :id""")
			.param("id", this.provider.id().value())
			.query(String.class)
			.list();
	}

}
