package dev.signet.flow;

import java.net.http.HttpRequest;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.account.GroupName;
import dev.signet.account.Groups;
import dev.signet.account.PhoneNumber;
import dev.signet.account.Profile;
import dev.signet.account.TestAccounts;
import dev.signet.client.TestClients;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What userinfo says about a person (OpenID Connect Core 1.0 §5.1, §5.3.2), which scope
 * opens which claim (§5.4), and in which ways it may be asked (§5.3.1, RFC 6750 §2.1,
 * §2.2).
 */
@SignetTest
class UserInfoFlowTests {

	@Autowired
	private Actors actors;

	@Autowired
	private Accounts accounts;

	@Autowired
	private Groups groups;

	@Autowired
	private Clock clock;

	private RelyingParty app;

	private Account person;

	private Browser browser;

	@BeforeEach
	void somebodyOfWhomAllIsKnown() {
		this.app = this.actors.app(TestClients.confidential().firstParty());
		Account made = this.actors.person("USER", "EDITOR");
		this.accounts.update(made.id(), (account) -> {
			account.changeProfile(TestAccounts.wholeProfile(), this.clock.instant());
			account.changePhoneNumber(new PhoneNumber("+442079460000"), true, this.clock.instant());
		});
		this.groups.assign(made.id(), List.of(new GroupName("userinfo-b"), new GroupName("userinfo-a")));
		this.person = this.accounts.find(made.id()).orElseThrow();
		this.browser = this.actors.signedIn(made);
	}

	@ParameterizedTest
	@CsvSource({ "openid, ''", """
			openid profile, name given_name middle_name family_name nickname preferred_username profile picture \
			website gender birthdate zoneinfo locale updated_at""", "openid email, email email_verified",
			"openid address, address", "openid phone, phone_number phone_number_verified", "openid roles, roles",
			"openid groups, groups", "openid groups phone, groups phone_number phone_number_verified" })
	void userInfoWhenScopesAreGrantedThenExactlyTheirClaims(String scope, String claims) {
		assertThat(userInfo(scope).keySet()).containsExactlyInAnyOrderElementsOf(
				Stream.concat(Stream.of("sub"), Stream.of(claims.split(" ")).filter((name) -> !name.isEmpty()))
					.toList());
	}

	@Test
	void userInfoWhenAllScopesAreGrantedThenEachClaimInItsForm() {
		Map<String, Object> expected = new HashMap<>();
		expected.put("sub", this.person.id().toString());
		expected.put("name", "Ada Augusta Byron");
		expected.put("given_name", "Ada");
		expected.put("middle_name", "Augusta");
		expected.put("family_name", "Byron");
		expected.put("nickname", "Addy");
		expected.put("preferred_username", this.person.username());
		expected.put("profile", "https://people.example/ada");
		expected.put("picture", "https://people.example/ada.png");
		expected.put("website", "https://ada.example/");
		expected.put("gender", "female");
		expected.put("birthdate", "1815-12-10");
		expected.put("zoneinfo", "Europe/London");
		expected.put("locale", "en-GB");
		expected.put("updated_at", (int) this.person.updatedAt().getEpochSecond());
		expected.put("email", this.person.emailAddress());
		expected.put("email_verified", false);
		expected.put("address",
				Map.of("formatted", "12 St James's Square\nLondon", "street_address", "12 St James's Square",
						"locality", "London", "region", "England", "postal_code", "SW1Y 4JH", "country",
						"United Kingdom"));
		expected.put("phone_number", "+442079460000");
		expected.put("phone_number_verified", true);
		expected.put("roles", List.of("EDITOR", "USER"));
		expected.put("groups", List.of("userinfo-a", "userinfo-b"));
		assertThat(userInfo("openid profile email address phone roles groups")).isEqualTo(expected);
	}

	@Test
	void userInfoWhenLittleIsKnownThenTheRestIsLeftOut() {
		this.accounts.update(this.person.id(), (account) -> {
			account.changeProfile(Profile.EMPTY, this.clock.instant());
			account.changePhoneNumber(null, false, this.clock.instant());
		});
		this.groups.assign(this.person.id(), List.of());
		Map<String, Object> claims = userInfo("openid profile address phone groups");
		assertThat(claims.keySet()).containsExactlyInAnyOrder("sub", "preferred_username", "updated_at", "groups");
		assertThat(claims.get("groups")).isEqualTo(List.of());
	}

	@Test
	void userInfoWhenGroupsChangeThenNextAnswerSaysSo() {
		String token = token("openid groups");
		this.groups.assign(this.person.id(), List.of(new GroupName("userinfo-c")));
		assertThat(this.app.userInfo(token).json().get("groups")).isEqualTo(List.of("userinfo-c"));
	}

	@Test
	void userInfoWhenPostedWithTheTokenInTheHeaderThenAsByGet() {
		String token = token("openid email");
		RelyingParty.Answer answer = RelyingParty.send(this.app.form("/userinfo")
			.header("Authorization", "Bearer " + token)
			.POST(HttpRequest.BodyPublishers.noBody())
			.build());
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.json()).isEqualTo(this.app.userInfo(token).json()).containsKeys("sub", "email");
	}

	@Test
	void userInfoWhenPostedWithTheTokenInTheFormThenAsByGet() {
		String token = token("openid email");
		RelyingParty.Answer answer = RelyingParty.send(this.app.form("/userinfo")
			.POST(HttpRequest.BodyPublishers.ofString(Browser.encode(Map.of("access_token", token))))
			.build());
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.json()).isEqualTo(this.app.userInfo(token).json()).containsKeys("sub", "email");
	}

	private Map<String, Object> userInfo(String scope) {
		return this.app.userInfo(token(scope)).json();
	}

	private String token(String scope) {
		String code = this.app.authorize(this.browser, this.app.request(Map.of("scope", scope))).answer().get("code");
		return this.app.redeem(code).accessToken();
	}

}
