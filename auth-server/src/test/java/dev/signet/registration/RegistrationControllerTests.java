package dev.signet.registration;

import java.time.Clock;
import java.util.List;
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
import dev.signet.signin.SignInCompletion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.validation.Validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
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
	PersonSubmission submission;

	@Autowired
	SignUp signUp;

	@Autowired
	Clock clock;

	@Autowired
	Validator validator;

	final SignInCompletion completion = Mockito.mock();

	final String name = TestAccounts.name();

	MockMvc mvc;

	@BeforeEach
	void setUp() {
		given(this.completion.complete(any(), any(), eq(false), any(), any())).willReturn("redirect:/next");
		this.mvc = mvc(true);
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
		then(this.completion).should().complete(eq(made.id()), any(), eq(false), any(), any());
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
		submit("Admin", this.name + "@people.example", PASSWORD)
			.andExpect(model().attributeHasFieldErrorCode("form", "username", "account.username.reserved"));
		assertThat(this.accounts.findByLogin("admin")).isEmpty();
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
	void registerWhenSwitchedOffThenThereIsNoSuchPage() throws Exception {
		this.mvc = mvc(false);
		this.mvc.perform(get("/register")).andExpect(status().isNotFound());
		submit(this.name, this.name + "@people.example", PASSWORD).andExpect(status().isNotFound());
		assertThat(this.accounts.findByLogin(this.name)).isEmpty();
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

	private MockMvc mvc(boolean enabled) {
		RegistrationJourney journey = new RegistrationJourney(new RegistrationProperties(enabled, null),
				Mockito.mock());
		return MockMvcBuilders
			.standaloneSetup(new RegistrationController(journey, new SignUpConfirmation(false), this.submission,
					this.signUp, Mockito.mock(), this.completion, Mockito.mock(), this.clock))
			.setValidator(this.validator)
			.build();
	}

}
