package dev.signet.registration;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.account.Roles;
import dev.signet.account.TestAccounts;
import dev.signet.credential.Passwords;
import dev.signet.registration.RegistrationProperties.Mode;
import dev.signet.signin.completion.SignInCompletion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.model;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.view;

@SignetTest
class RegistrationControllerTests {

	private static final String PASSWORD = "correct horse battery";

	@Autowired
	Accounts accounts;

	@Autowired
	Passwords passwords;

	@Autowired
	BeanFactory beans;

	@Autowired
	JdbcClient jdbc;

	final SignInCompletion completion = Mockito.mock();

	final String name = TestAccounts.name();

	MockMvc mvc;

	@BeforeEach
	void setUp() {
		given(this.completion.complete(any(), any(), eq(false), any(), any())).willReturn("redirect:/next");
		this.mvc = mvc(SignUpPages.settings(Mode.OPEN, false));
	}

	@Test
	void getThenShowsAnEmptyFormAndCarriesTheJourney() throws Exception {
		this.mvc.perform(get("/register").param("request", "r1").param("restart", "client_id=x&scope=y"))
			.andExpect(status().isOk())
			.andExpect(view().name("registration/register"))
			.andExpect(model().attribute("request", "r1"))
			.andExpect(model().attribute("restart", "client_id=x&scope=y"))
			.andExpect((result) -> assertThat(form(result).getUsername()).isEmpty());
	}

	@Test
	void postWhenGoodThenMakesTheAccountAndGoesOn() throws Exception {
		submit(this.name, this.name + "@people.example", PASSWORD).andExpect(view().name("redirect:/next"));
		Account made = this.accounts.findByLogin(this.name).orElseThrow();
		assertThat(made.roles()).containsExactly(Roles.USER);
		assertThat(made.emailVerified()).isFalse();
		assertThat(this.passwords.matches(made.id(), PASSWORD)).isTrue();
		then(this.completion).should()
			.complete(argThat((account) -> account.id().equals(made.id())), any(), eq(false), any(), any());
	}

	@Test
	void postWhenEmptyThenSaysSoAtEachField() throws Exception {
		submit("", " ", "").andExpect(view().name("registration/register"))
			.andExpect(model().attributeHasFieldErrorCode("form", "username", "NotBlank"))
			.andExpect(model().attributeHasFieldErrorCode("form", "email", "NotBlank"))
			.andExpect(model().attributeHasFieldErrorCode("form", "password", "NotEmpty"))
			.andExpect(model().errorCount(3));
		then(this.completion).shouldHaveNoInteractions();
	}

	@Test
	void postWhenBadThenKeepsWhatWasTypedButNeverThePassword() throws Exception {
		submit("x y", "nowhere", "tooshort").andExpect(view().name("registration/register"))
			.andExpect(model().attributeHasFieldErrorCode("form", "username", "account.username.form"))
			.andExpect(model().attributeHasFieldErrorCode("form", "email", "account.email.form"))
			.andExpect(model().attributeHasFieldErrorCode("form", "password", "credential.password.too-short"))
			.andExpect(model().attribute("request", "r1"))
			.andExpect((result) -> {
				assertThat(form(result).getUsername()).isEqualTo("x y");
				assertThat(form(result).getEmail()).isEqualTo("nowhere");
				assertThat(form(result).getPassword()).isEmpty();
				assertThat(result.getModelAndView().getModel()).asString().doesNotContain("tooshort");
			});
	}

	@Test
	void postWhenNameReservedThenRefuses() throws Exception {
		for (String reserved : List.of("Admin", "adm1n", "r00t", "no.reply")) {
			submit(reserved, this.name + "@people.example", PASSWORD)
				.andExpect(model().attributeHasFieldErrorCode("form", "username", "account.username.reserved"));
			assertThat(this.accounts.findByLogin(reserved)).isEmpty();
		}
	}

	@Test
	void postWhenNameOrAddressTakenThenSaysSoAtItsField() throws Exception {
		Account other = this.accounts.register(TestAccounts.someone());
		submit(other.username().toUpperCase(), this.name + "@people.example", PASSWORD)
			.andExpect(view().name("registration/register"))
			.andExpect(model().attributeHasFieldErrorCode("form", "username", "account.username.taken"));
		submit(this.name, other.emailAddress().toUpperCase(), PASSWORD).andExpect(view().name("registration/register"))
			.andExpect(model().attributeHasFieldErrorCode("form", "email", "account.email.taken"));
		assertThat(this.accounts.findByLogin(this.name)).isEmpty();
		then(this.completion).shouldHaveNoInteractions();
	}

	@Test
	void postWhenControlCharactersThenRefusesAtTheField() throws Exception {
		submit("an\0na", "an\0na@people.example", PASSWORD + "\0")
			.andExpect(model().attributeHasFieldErrorCode("form", "username", "account.username.form"))
			.andExpect(model().attributeHasFieldErrorCode("form", "email", "account.email.form"))
			.andExpect(model().attributeHasFieldErrorCode("form", "password", "credential.password.control-character"));
	}

	@Test
	void postWhenManyPostTheSameThenOneAccount() throws Exception {
		ExecutorService callers = Executors.newFixedThreadPool(10);
		try {
			List<String> views = callers
				.invokeAll(IntStream.range(0, 10)
					.<Callable<String>>mapToObj(
							(i) -> () -> submit(this.name, this.name + "@people.example", PASSWORD).andReturn()
								.getModelAndView()
								.getViewName())
					.toList())
				.stream()
				.map((view) -> {
					try {
						return view.get();
					}
					catch (Exception ex) {
						throw new IllegalStateException(ex);
					}
				})
				.toList();
			assertThat(Stream.of("redirect:/next", "registration/register")
				.map((view) -> views.stream().filter(view::equals).count())).containsExactly(1L, 9L);
		}
		finally {
			callers.shutdownNow();
		}
	}

	@Test
	void registerWhenClosedThenThereIsNoSuchPage() throws Exception {
		this.mvc = mvc(SignUpPages.settings(Mode.CLOSED, null));
		for (String page : List.of("/register", "/register?invitation=x", "/register/waiting",
				"/register/confirm?sign_up=" + UUID.randomUUID(),
				"/register/confirm/address?sign_up=" + UUID.randomUUID())) {
			this.mvc.perform(get(page)).andExpect(status().isNotFound());
		}
		submit(this.name, this.name + "@people.example", PASSWORD).andExpect(status().isNotFound());
		assertThat(this.accounts.findByLogin(this.name)).isEmpty();
	}

	@Test
	void registerWhenByInvitationAndWithoutOneThenSaysHowToGetIn() throws Exception {
		this.mvc = mvc(SignUpPages.settings(Mode.INVITATION, false));
		this.mvc.perform(get("/register"))
			.andExpect(status().isOk())
			.andExpect(view().name("registration/invitation"))
			.andExpect(model().attribute("page", "needed"));
		submit(this.name, this.name + "@people.example", PASSWORD).andExpect(status().isForbidden())
			.andExpect(view().name("registration/invitation"))
			.andExpect((result) -> assertThat(result.getModelAndView().getModel()).asString().doesNotContain(PASSWORD));
		assertThat(this.accounts.findByLogin(this.name)).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(names = "CLOSED", mode = EnumSource.Mode.EXCLUDE)
	void registerWhenLinkDoesNotWorkThenSaysSoInAnyMode(Mode mode) throws Exception {
		this.mvc = mvc(
				SignUpPages.settings(mode, true, (mode == Mode.DOMAIN) ? new String[] { "a.test" } : new String[0]));
		for (String link : List.of("x", "sgn_inv_" + "A".repeat(43), "sgn_inv_a\0b", "y".repeat(5000))) {
			this.mvc.perform(get("/register").param("invitation", link))
				.andExpect(status().isGone())
				.andExpect(view().name("registration/invitation"))
				.andExpect(model().attribute("page", "gone"))
				.andExpect(model().attribute("alone", mode != Mode.INVITATION));
			this.mvc
				.perform(post("/register").param("invitation", link)
					.param("username", this.name)
					.param("email", this.name + "@a.test")
					.param("password", PASSWORD))
				.andExpect(status().isGone());
		}
		assertThat(this.accounts.findByLogin(this.name)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "people.example", "sub.firm.example", "firm.example.evil.test", "notfirm.example",
			"xn--frm-hoa.example" })
	void registerWhenAddressIsNotInTheDomainsThenRefuses(String domain) throws Exception {
		this.mvc = mvc(SignUpPages.settings(Mode.DOMAIN, true, "firm.example", "b\u00fccher.example"));
		submit(this.name, this.name + "@" + domain, PASSWORD).andExpect(view().name("registration/register"))
			.andExpect(model().attributeHasFieldErrorCode("form", "email", "registration.email.domain"))
			.andExpect(model().attribute("domains", "firm.example, b\u00fccher.example"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "firm.example", "FIRM.Example", "b\u00fccher.example", "xn--bcher-kva.example" })
	void registerWhenAddressIsInTheDomainsThenAsksForTheCode(String domain) throws Exception {
		this.jdbc.sql("delete from asks where asker like 'MAIL_FROM_NETWORK %'").update();
		this.mvc = mvc(SignUpPages.settings(Mode.DOMAIN, true, "Firm.example", "b\u00fccher.example"));
		String confirm = submit(this.name, this.name + "@" + domain, PASSWORD).andReturn()
			.getResponse()
			.getRedirectedUrl();
		assertThat(confirm).startsWith("/register/confirm?sign_up=");
	}

	@Test
	void postWhenTermsAreNotAcceptedThenSaysSoAtTheBoxAndKeepsTheRest() throws Exception {
		this.mvc = mvc(SignUpPages.termsSettings("2026-11"));
		for (String accepted : List.of("", "true", "2026-10")) {
			this.mvc.perform(person().param("accepted", accepted))
				.andExpect(view().name("registration/register"))
				.andExpect(model().attributeHasFieldErrorCode("form", "accepted", "registration.terms.missing"))
				.andExpect(model().errorCount(1))
				.andExpect((result) -> assertThat(form(result).getUsername()).isEqualTo(this.name));
		}
		assertThat(this.accounts.findByLogin(this.name)).isEmpty();
	}

	@Test
	void postWhenTermsAreAcceptedThenVersionAndTimeAreStored() throws Exception {
		this.mvc = mvc(SignUpPages.termsSettings("2026-11"));
		this.mvc.perform(person().param("accepted", "2026-11")).andExpect(view().name("redirect:/next"));
		Account made = this.accounts.findByLogin(this.name).orElseThrow();
		assertThat(this.jdbc.sql("""
				select version from accepted_terms where account_id = :id
				  and accepted_at between now() - interval '1 day' and now() + interval '400 days'""")
			.param("id", made.id().value())
			.query(String.class)
			.list()).containsExactly("2026-11");
	}

	private MockHttpServletRequestBuilder person() {
		return post("/register").param("username", this.name)
			.param("email", this.name + "@people.example")
			.param("password", PASSWORD);
	}

	private static PersonForm form(MvcResult result) {
		return (PersonForm) result.getModelAndView().getModel().get("form");
	}

	private ResultActions submit(String username, String email, String password) throws Exception {
		return this.mvc.perform(post("/register").param("username", username)
			.param("email", email)
			.param("password", password)
			.param("request", "r1"));
	}

	private MockMvc mvc(RegistrationProperties settings) {
		return SignUpPages.of(this.beans, settings, this.completion, Mockito.mock());
	}

}
