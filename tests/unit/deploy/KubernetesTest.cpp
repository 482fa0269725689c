#include "Files.h"

namespace pooltidy::deploy {
namespace {

Outcome kubernetes(std::string Text) {
  Files F;
  F.R.Cap.Plain = 100;
  return F.add("/k/all.yaml", std::move(Text)).run();
}

std::string deployment(std::string Spec, std::string Container) {
  return "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n" + Spec +
         "  template:\n    metadata: {labels: {app: web}}\n    spec:\n      containers:\n"
         "        - name: main\n          image: registry.example/web\n" +
         Container;
}

constexpr llvm::StringLiteral Env =
    "          env:\n"
    "            - {name: URL, value: "
    "'postgresql+psycopg2://u@h/d?connect_timeout=5&pool_size=2&max_overflow=1'}\n";

std::string row(const Outcome &O, size_t N = 0) {
  if (O.Result.Tables.empty() || O.Result.Tables[0].Rows.size() <= N)
    return "nothing";
  const Row &R = O.Result.Tables[0].Rows[N];
  return R.Service + ": " + R.Formula + " now " + std::to_string(R.Steady) + " at most " +
         std::to_string(R.Worst);
}

TEST(Kubernetes, RollingUpdates) {
  std::string More = ("          command: [gunicorn, -w, '2', app]\n" + Env).str();
  EXPECT_EQ(row(kubernetes(deployment("  replicas: 5\n", More))),
            "web: 5 x 2 x (2 + 1) now 30 at most 42");
  EXPECT_EQ(row(kubernetes(deployment("  replicas: 5\n  strategy: {type: Recreate}\n", More))),
            "web: 5 x 2 x (2 + 1) now 30 at most 30");
  EXPECT_EQ(row(kubernetes(
                deployment("  replicas: 5\n  strategy: {rollingUpdate: {maxSurge: 1}}\n", More))),
            "web: 5 x 2 x (2 + 1) now 30 at most 36");
}

TEST(Kubernetes, AutoscalersSayTheMost) {
  EXPECT_EQ(row(kubernetes(
                deployment("  replicas: 2\n", Env.str()) +
                "---\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\n"
                "metadata: {name: web}\nspec:\n  scaleTargetRef: {kind: Deployment, name: web}\n"
                "  minReplicas: 2\n  maxReplicas: 8\n")),
            "web: 8 x 1 x (2 + 1) now 24 at most 30");
}

TEST(Kubernetes, ConfigMapsAndSecrets) {
  std::string Maps = "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n"
                     "data: {DB_POOL_SIZE: '3', DB_MAX_OVERFLOW: '0'}\n"
                     "---\napiVersion: v1\nkind: Secret\nmetadata: {name: db}\n"
                     "data: {url: cG9zdGdyZXNxbCtwc3ljb3BnMjovL3VAaC9kP2Nvbm5lY3RfdGltZW91dD01}\n";
  std::string Use = "          envFrom: [{configMapRef: {name: settings}}]\n"
                    "          env:\n            - name: URL\n"
                    "              valueFrom: {secretKeyRef: {name: db, key: url}}\n";
  EXPECT_EQ(row(kubernetes(deployment("", Use) + Maps)), "web: 1 x 1 x (3 + 0) now 3 at most 6");
  // One that is elsewhere is the same for all who name it.
  Outcome O = kubernetes(deployment(
      "", "          env:\n            - name: HOST\n"
          "              valueFrom: {secretKeyRef: {name: x, key: host}}\n"
          "            - {name: URL, value: 'postgresql://u@$(HOST)/d?connect_timeout=5'}\n"));
  ASSERT_EQ(O.Result.Tables.size(), 1u);
  EXPECT_EQ(O.Result.Tables[0].Address, "${x.host}:5432");
}

TEST(Kubernetes, JobsAndOthers) {
  auto Of = [](std::string Kind, std::string Spec) {
    return "apiVersion: v1\nkind: " + Kind + "\nmetadata: {name: j}\nspec:\n" + Spec;
  };
  std::string Pod =
      "template:\n        spec:\n          containers:\n          - name: c\n            env:\n"
      "            - {name: URL, value: "
      "'postgresql+psycopg2://u@h/d?connect_timeout=5&pool_size=2&max_overflow=1'}\n";
  Outcome Cron = kubernetes(
      Of("CronJob", "  concurrencyPolicy: Forbid\n  jobTemplate:\n    spec:\n      " + Pod));
  EXPECT_EQ(row(Cron), "j: 1 x 1 x (2 + 1) now 3 at most 3");
  Outcome Overlap = kubernetes(Of("CronJob", "  jobTemplate:\n    spec:\n      " + Pod));
  EXPECT_TRUE(Overlap.Result.Tables[0].AtLeast);
  Outcome Daemon =
      kubernetes("apiVersion: v1\nkind: DaemonSet\nmetadata: {name: j}\nspec:\n      " + Pod);
  EXPECT_EQ(row(Daemon), "j: ? x 1 x (2 + 1) now 3 at most 3");
  EXPECT_TRUE(Daemon.Result.Tables[0].AtLeast);
}

TEST(Kubernetes, TemplatesAreNotRead) {
  Outcome O = kubernetes("apiVersion: v1\nkind: {{ .Values.kind }}\n");
  ASSERT_EQ(O.Problems.size(), 1u);
  EXPECT_NE(O.Problems[0].Why.find("it looks like a template"), std::string::npos);
}

} // namespace
} // namespace pooltidy::deploy
