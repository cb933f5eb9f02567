package dev.signet.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.signet.SignetTest;
import dev.signet.client.DynamicRegistrationProperties.Mode;
import dev.signet.refusal.Refusal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What clients may say of themselves (RFC 7591 §2, OpenID Connect Dynamic Client
 * Registration 1.0 §2), member by member.
 */
@SignetTest
class MetadataReaderTests {

	private static final String REDIRECT_URIS = "\"redirect_uris\":[\"https://app.test/cb\"]";

	@Autowired
	private BeanFactory beans;

	private MetadataReader reader;

	@BeforeEach
	void setUp() {
		this.reader = TestRegistration.reader(this.beans, TestRegistration.settings(Mode.TOKEN, true, 1, 1));
	}

	@Test
	void readWhenOnlyRedirectUrisThenTheDefaults() {
		ReadMetadata read = read("");
		assertThat(read.details().name()).isEqualTo("c-test");
		assertThat(read.details().grantTypes()).containsExactly("authorization_code");
		assertThat(read.details().authenticationMethod().getValue()).isEqualTo("client_secret_basic");
		assertThat(read.details().scopes()).containsExactlyInAnyOrderElementsOf(TestRegistration.SCOPES);
		assertThat(read.details().firstParty()).isFalse();
		assertThat(read.details().requirePkce()).isTrue();
		assertThat(read.others()).isEqualTo(Map.of("application_type", "web"));
	}

	@Test
	void readWhenAllIsSaidThenAllIsThere() {
		ReadMetadata read = read(
				"""
						,"client_name":"N","grant_types":["authorization_code","refresh_token"],"response_types":["code"],
						"token_endpoint_auth_method":"client_secret_post","scope":"openid email","default_max_age":60,
						"id_token_signed_response_alg":"ES256","userinfo_signed_response_alg":"PS256",
						"introspection_signed_response_alg":"EdDSA","subject_type":"pairwise",
						"backchannel_logout_uri":"https://app.test/b","backchannel_logout_session_required":true,
						"frontchannel_logout_uri":"https://app.test/f","frontchannel_logout_session_required":true,
						"post_logout_redirect_uris":["https://app.test/o"],"jwks_uri":"https://app.test/k",
						"default_acr_values":["1","urn:signet:acr:2fa","urn:signet:acr:1fa"],"require_auth_time":false,"request_object_signing_alg":"none",
						"client_id":"c-test","client_secret":"s",
						"request_uris":["https://app.test/r"],"client_name#ja":"\\u540d","later":{"x":[1]}""");
		ClientDetails details = read.details();
		assertThat(details.name()).isEqualTo("N");
		assertThat(details.scopes()).containsExactly("email", "openid");
		assertThat(details.lifetimes().defaultMaxAge()).isEqualTo(Duration.ofMinutes(1));
		assertThat(details.algorithms()).isEqualTo(new ClientAlgorithms("ES256", "RS256", "PS256", "EdDSA"));
		assertThat(details.subject().subjectType()).isEqualTo(SubjectType.PAIRWISE);
		assertThat(details.logout()).isEqualTo(
				new ClientLogout(URI.create("https://app.test/b"), true, URI.create("https://app.test/f"), true));
		assertThat(details.keys().jwksUri()).isEqualTo(URI.create("https://app.test/k"));
		assertThat(details.keys().requestObjectAlgorithm()).isEqualTo("none");
		assertThat(read.clientId()).isEqualTo("c-test");
		assertThat(read.clientSecret()).isEqualTo("s");
		assertThat(details.defaultAcrValues()).containsExactly("urn:signet:acr:2fa", "urn:signet:acr:1fa");
		assertThat(read.others()).isEqualTo(Map.of("application_type", "web", "require_auth_time", false));
		assertThat(read).asString().doesNotContain("s\"");
	}

	@Test
	void readWhenAuthTimeIsRequiredThenOnlySessionsThatHaveOne() {
		assertThat(read(",\"require_auth_time\":true").details().session().maxAge()).isEqualTo(Duration.ofDays(400));
		assertThat(read(",\"require_auth_time\":false").details().session()).isEqualTo(ClientSession.ANY);
	}

	/** A wish that nobody here can grant is not taken for one that is. */
	@Test
	void readWhenAnAcrValueCannotBeReachedThenTheOthers() {
		assertThat(read(",\"default_acr_values\":[\"gold\",\"urn:signet:acr:1fa\",\"urn:signet:acr:1fa\"]").details()
			.defaultAcrValues()).containsExactly("urn:signet:acr:1fa");
		assertThat(read(",\"default_acr_values\":[\"gold\"]").details().defaultAcrValues()).isEmpty();
		this.reader = new MetadataReader(TestRegistration.settings(Mode.TOKEN, true, 1, 1),
				this.beans.getBean(ClientRules.class), this.beans.getBean(RedirectUriRules.class),
				this.beans.getBean(Scopes.class), () -> List.of("urn:signet:acr:1fa"));
		assertThat(read(",\"default_acr_values\":[\"urn:signet:acr:2fa\"]").details().defaultAcrValues()).as("not here")
			.isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "\"c\"", "1", "[\"x\", 1]", "\"\"" })
	void readWhenAMemberHasAnotherTypeThenRefusedByItsName(String value) {
		assertThat(refused(",\"contacts\":" + value).getMessage()).startsWith("contacts: ");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			"client_name":""                                    | client_name
			"client_name":"a\\u202eb"                           | client_name
			"client_name":"a\\nb"                               | client_name
			"client_name":["a"]                                 | client_name
			"client_uri":"javascript:alert(1)"                  | client_uri
			"client_uri":"not an address"                       | client_uri
			"logo_uri":"http://app.test/logo.png"               | logo_uri
			"policy_uri":"ftp://app.test/"                      | policy_uri
			"tos_uri":7                                         | tos_uri
			"initiate_login_uri":"http://127.0.0.1/in"          | initiate_login_uri
			"jwks":"{}"                                         | jwks
			"jwks":{"keys":[]}                                  | jwks
			"jwks_uri":"http://app.test/jwks"                   | jwks_uri
			"token_endpoint_auth_method":"client_secret_jwt"    | token_endpoint_auth_method
			"token_endpoint_auth_method":"tls_client_auth"      | token_endpoint_auth_method
			"token_endpoint_auth_signing_alg":"HS256"           | token_endpoint_auth_signing_alg
			"token_endpoint_auth_signing_alg":"none"            | token_endpoint_auth_signing_alg
			"scope":"admin"                                     | scope
			"scope":["openid"]                                  | scope
			"grant_types":[]                                    | grant_types
			"grant_types":["implicit"]                          | grant_types
			"grant_types":["refresh_token"]                     | grant_types
			"grant_types":["password"]                          | grant_types
			"response_types":["id_token"]                       | response_types
			"response_types":["code","id_token"]                | response_types
			"response_types":[]                                 | response_types
			"application_type":"browser"                        | application_type
			"subject_type":"private"                            | subject_type
			"id_token_signed_response_alg":"none"               | id_token_signed_response_alg
			"id_token_signed_response_alg":"HS256"              | id_token_signed_response_alg
			"userinfo_signed_response_alg":"none"               | userinfo_signed_response_alg
			"introspection_signed_response_alg":"RS1"           | introspection_signed_response_alg
			"id_token_encrypted_response_alg":"RSA-OAEP"        | id_token_encrypted_response_alg
			"userinfo_encrypted_response_enc":"A128GCM"         | userinfo_encrypted_response_enc
			"introspection_encrypted_response_alg":"RSA-OAEP"   | introspection_encrypted_response_alg
			"request_object_signing_alg":"HS256"                | request_object_signing_alg
			"request_object_encryption_alg":"RSA-OAEP"          | request_object_encryption_alg
			"require_signed_request_object":true                | require_signed_request_object
			"dpop_bound_access_tokens":true                     | dpop_bound_access_tokens
			"default_max_age":-1                                | default_max_age
			"default_max_age":1.5                               | default_max_age
			"default_max_age":"60"                              | default_max_age
			"default_max_age":99999999999                       | default_max_age
			"require_auth_time":"yes"                           | require_auth_time
			"default_acr_values":"urn:signet:acr:2fa"           | default_acr_values
			"default_acr_values":[2]                            | default_acr_values
			"backchannel_logout_uri":"http://app.test/b"        | backchannel_logout_uri
			"backchannel_logout_session_required":1             | backchannel_logout_session_required
			"frontchannel_logout_uri":"data:text/html,x"        | frontchannel_logout_uri
			"post_logout_redirect_uris":["http://app.test/"]    | post_logout_redirect_uris
			"sector_identifier_uri":"http://app.test/s"         | sector_identifier_uri
			"contacts":["a\\u0007"]                             | contacts""")
	void readWhenAMemberBreaksARuleThenRefusedByItsName(String member, String name) {
		RegistrationRefused refused = refused("," + member);
		assertThat(refused.refusal()).isEqualTo(Refusal.REGISTRATION_METADATA);
		assertThat(refused.getMessage()).startsWith(name + ": ").contains(" Fix: ").matches("[ !#-\\[\\]-~]+");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					"redirect_uris":["https://app.test/cb","http://app.test/cb"]                    | redirect_uris[1]
					"redirect_uris":["https://app.test/cb#x"]                                       | redirect_uris[0]
					"redirect_uris":["com.example.app:/cb"]                                         | redirect_uris[0]
					"redirect_uris":"https://app.test/cb"                                           | redirect_uris
					"redirect_uris":[]                                                              | redirect_uris
					"redirect_uris":["com.example.app:/cb"],"token_endpoint_auth_method":"none","application_type":"web" | redirect_uris[0]""")
	void readWhenARedirectUriBreaksARuleThenRefusedByItsPlace(String members, String place) {
		RegistrationRefused refused = refuse("{%s}".formatted(members));
		assertThat(refused.refusal()).isEqualTo(Refusal.REGISTRATION_REDIRECT_URI);
		assertThat(refused.getMessage()).startsWith(place + ": ");
		assertThat(refused.getMessage().split(" Fix: ")).as("told once").hasSize(2);
	}

	@Test
	void readWhenSeveralAreWrongThenAllAreTold() {
		assertThat(refused(",\"subject_type\":\"x\",\"tos_uri\":\"ftp://x\",\"default_max_age\":true").getMessage())
			.contains("subject_type: ", "tos_uri: ", "default_max_age: ");
	}

	@Test
	void readWhenTheConfigurationCallsItOtherwiseThenInTheStandardsWords() {
		assertThat(refuse("{\"redirect_uris\":[\"com.example.app:/cb\"]}").getMessage())
			.contains("token_endpoint_auth_method: none")
			.doesNotContain("authentication-method");
	}

	@Test
	void readWhenNullThenAsIfAbsent() {
		assertThat(read(",\"client_name\":null,\"scope\":null,\"software_statement\":null")).isEqualTo(read(""));
	}

	@Test
	void readWhenScopesAreNotGivenToSuchClientsThenTheOthers() {
		assertThat(read(",\"scope\":\"openid roles no.such email\"").details().scopes()).containsExactly("email",
				"openid");
	}

	@Test
	void readWhenServiceThenOnlyIfSomebodyVouchesForIt() {
		byte[] service = json("{\"grant_types\":[\"client_credentials\"]}");
		assertThat(this.reader.read("c-test", service, true).details().redirectUris()).isEmpty();
		assertThat(catchThrowableOfType(RegistrationRefused.class, () -> this.reader.read("c-test", service, false)))
			.hasMessageStartingWith("grant_types: ");
	}

	@Test
	void readWhenTokenExchangeThenRefused() {
		assertThat(refused(
				",\"grant_types\":[\"authorization_code\",\"urn:ietf:params:oauth:grant-type:token-exchange\"]"))
			.hasMessageStartingWith("grant_types: ");
	}

	@Test
	void readWhenDeviceThenNeedsNoRedirectUri() {
		ReadMetadata read = this.reader.read("c-test", json(
				"{\"grant_types\":[\"urn:ietf:params:oauth:grant-type:device_code\"],\"token_endpoint_auth_method\":\"none\",\"response_types\":[]}"),
				false);
		assertThat(read.details().redirectUris()).isEmpty();
	}

	@Test
	void readWhenAppOnADeviceDoesNotSayWhatItIsThenNative() {
		assertThat(this.reader.read("c-test",
				json("{\"redirect_uris\":[\"com.example.app:/cb\"],\"token_endpoint_auth_method\":\"none\"}"), false)
			.others()).containsEntry("application_type", "native");
	}

	@Test
	void readWhenThereIsMoreThanItKeepsThenRefused() {
		String contacts = "\"x\",".repeat(10) + "\"x\"";
		assertThat(refused(",\"contacts\":[" + contacts + "]")).hasMessageStartingWith("contacts: ");
		assertThat(refused(",\"software_id\":\"" + "x".repeat(201) + "\"")).hasMessageStartingWith("software_id: ");
		assertThat(refused(",\"default_acr_values\":[" + contacts + "]"))
			.hasMessageStartingWith("default_acr_values: ");
		String uris = "\"https://app.test/cb\",".repeat(50) + "\"https://app.test/cb\"";
		assertThat(refuse("{\"redirect_uris\":[" + uris + "]}")).hasMessageStartingWith("redirect_uris: ");
	}

	private ReadMetadata read(String more) {
		return this.reader.read("c-test", json("{" + REDIRECT_URIS + more + "}"), true);
	}

	private RegistrationRefused refused(String more) {
		return refuse("{" + REDIRECT_URIS + more + "}");
	}

	private RegistrationRefused refuse(String document) {
		RegistrationRefused refused = catchThrowableOfType(RegistrationRefused.class,
				() -> this.reader.read("c-test", json(document), false));
		assertThat(refused).as(document).isNotNull();
		return refused;
	}

	private static byte[] json(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
