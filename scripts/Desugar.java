import static java.lang.constant.ConstantDescs.CD_Boolean;
import static java.lang.constant.ConstantDescs.CD_Byte;
import static java.lang.constant.ConstantDescs.CD_Character;
import static java.lang.constant.ConstantDescs.CD_Double;
import static java.lang.constant.ConstantDescs.CD_Float;
import static java.lang.constant.ConstantDescs.CD_Integer;
import static java.lang.constant.ConstantDescs.CD_Long;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_Short;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.RecordAttribute;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.net.URLClassLoader;

/// Writes out in a jar what the compiler leaves to the JVM: `equals` and `hashCode` of records, and
/// switches over types. The JVM makes classes for each of those when it first comes by, which takes
/// milliseconds; the AOT cache keeps those of lambdas and of joined strings, not these.
///
///     java scripts/Desugar.java JAR LIBRARIES
///
/// What the code does is the same. Whatever has another shape than expected here stays as it is.
void main(String[] arguments) throws Exception {
  if (arguments.length != 2) {
    throw new IllegalArgumentException("usage: java Desugar.java JAR LIBRARIES");
  }
  var jar = Path.of(arguments[0]);
  try (var classes = new URLClassLoader(urls(Path.of(arguments[1])), null);
      var files = FileSystems.newFileSystem(jar);
      var paths = Files.walk(files.getPath("/"))) {
    var desugaring = new Desugaring(classes);
    for (var path : paths.filter(path -> path.toString().endsWith(".class")).toList()) {
      Files.write(path, desugaring.of(Files.readAllBytes(path)));
    }
  }
}

static URL[] urls(Path folder) throws IOException {
  var urls = new ArrayList<URL>();
  try (var jars = Files.newDirectoryStream(folder, "*.jar")) {
    for (var jar : jars) {
      urls.add(jar.toUri().toURL());
    }
  }
  return urls.toArray(URL[]::new);
}

/// @param libraries where the classes are that the code names: the verifier wants to know what
///     extends what
record Desugaring(ClassLoader libraries) {
  static final ClassDesc OBJECT_METHODS = ClassDesc.of("java.lang.runtime.ObjectMethods");
  static final ClassDesc SWITCHES = ClassDesc.of("java.lang.runtime.SwitchBootstraps");
  static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");

  byte[] of(byte[] bytes) throws IOException {
    var hierarchy =
        ClassHierarchyResolver.ofResourceParsing(libraries)
            .orElse(ClassHierarchyResolver.defaultResolver());
    var files = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(hierarchy));
    var before = files.parse(bytes);
    var rewriting = new Rewriting(before);
    var after =
        files.transformClass(
            before,
            ClassTransform.transformingMethodBodies(Desugaring::concerns, rewriting)
                .andThen(ClassTransform.endHandler(rewriting::addMethods)));
    var errors = files.verify(after);
    if (!errors.isEmpty()) {
      throw new IOException(before.thisClass().asInternalName() + ": " + errors);
    }
    return after;
  }

  static boolean concerns(MethodModel method) {
    return method.code().stream()
        .flatMap(CodeModel::elementStream)
        .anyMatch(element ->
            element instanceof InvokeDynamicInstruction call
                && (is(call, OBJECT_METHODS, "hashCode")
                    || is(call, OBJECT_METHODS, "equals")
                    || is(call, SWITCHES, "typeSwitch")));
  }

  static boolean is(InvokeDynamicInstruction call, ClassDesc owner, String name) {
    return call.bootstrapMethod().owner().equals(owner) && call.name().stringValue().equals(name);
  }
}

/// Of the code of one class.
static final class Rewriting implements CodeTransform {
  final ClassDesc self;
  final boolean isInterface;
  final List<RecordField> fields;
  final List<TypeSwitch> switches = new ArrayList<>();

  Rewriting(ClassModel model) {
    self = model.thisClass().asSymbol();
    isInterface = model.flags().has(AccessFlag.INTERFACE);
    fields =
        model.findAttribute(Attributes.record()).map(RecordAttribute::components).stream()
            .flatMap(List::stream)
            .map(one -> new RecordField(one.name().stringValue(), one.descriptorSymbol()))
            .toList();
  }

  @Override
  public void accept(CodeBuilder code, CodeElement element) {
    if (!(element instanceof InvokeDynamicInstruction call)) {
      code.with(element);
    } else if (Desugaring.is(call, Desugaring.OBJECT_METHODS, "hashCode")) {
      hashCode(code);
    } else if (Desugaring.is(call, Desugaring.OBJECT_METHODS, "equals")) {
      equals(code);
    } else if (Desugaring.is(call, Desugaring.SWITCHES, "typeSwitch") && TypeSwitch.fits(call)) {
      var one = new TypeSwitch("typeSwitch$" + switches.size(), call.bootstrapArgs());
      switches.add(one);
      code.invokestatic(self, one.name(), TypeSwitch.TYPE, isInterface);
    } else {
      code.with(element);
    }
  }

  /// With the record on the stack.
  void hashCode(CodeBuilder code) {
    code.pop().iconst_0();
    for (var field : fields) {
      code.bipush(31).imul().aload(0).getfield(self, field.name(), field.type());
      field.hash(code);
      code.iadd();
    }
  }

  /// With the record and the other object on the stack.
  void equals(CodeBuilder code) {
    var same = code.newLabel();
    var different = code.newLabel();
    var end = code.newLabel();
    code.if_acmpeq(same).aload(1).instanceOf(self).ifeq(different);
    for (var field : fields) {
      code.aload(0).getfield(self, field.name(), field.type());
      code.aload(1).checkcast(self).getfield(self, field.name(), field.type());
      field.compare(code, different);
    }
    code.labelBinding(same).iconst_1().goto_(end);
    code.labelBinding(different).iconst_0().labelBinding(end);
  }

  void addMethods(ClassBuilder type) {
    for (var one : switches) {
      type.withMethodBody(
          one.name(),
          TypeSwitch.TYPE,
          ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
          one::write);
    }
  }
}

record RecordField(String name, ClassDesc type) {
  void hash(CodeBuilder code) {
    if (type.isPrimitive()) {
      code.invokestatic(box(), "hashCode", MethodTypeDesc.of(CD_int, type));
    } else {
      code.invokestatic(Desugaring.OBJECTS, "hashCode", MethodTypeDesc.of(CD_int, CD_Object));
    }
  }

  /// Of two values on the stack.
  void compare(CodeBuilder code, Label different) {
    if (type.isPrimitive()) {
      code.invokestatic(box(), "compare", MethodTypeDesc.of(CD_int, type, type)).ifne(different);
    } else {
      code.invokestatic(
              Desugaring.OBJECTS, "equals", MethodTypeDesc.of(CD_boolean, CD_Object, CD_Object))
          .ifeq(different);
    }
  }

  ClassDesc box() {
    return switch (type.descriptorString()) {
      case "Z" -> CD_Boolean;
      case "B" -> CD_Byte;
      case "C" -> CD_Character;
      case "S" -> CD_Short;
      case "I" -> CD_Integer;
      case "J" -> CD_Long;
      case "F" -> CD_Float;
      default -> CD_Double;
    };
  }
}

/// A method that tells which label an object matches: `null` -1, none as many as there are.
///
/// @param labels classes
record TypeSwitch(String name, List<ConstantDesc> labels) {
  static final MethodTypeDesc TYPE = MethodTypeDesc.of(CD_int, CD_Object, CD_int);

  static boolean fits(InvokeDynamicInstruction call) {
    return !call.typeSymbol().parameterType(0).isPrimitive()
        && call.bootstrapArgs().stream()
            .allMatch(label -> label instanceof ClassDesc type && !type.isPrimitive());
  }

  void write(CodeBuilder code) {
    var object = code.newLabel();
    code.aload(0).ifnonnull(object).iconst_m1().ireturn().labelBinding(object);
    for (int i = 0; i < labels.size(); i++) {
      var next = code.newLabel();
      code.iload(1).loadConstant(i).if_icmpgt(next);
      code.aload(0).instanceOf((ClassDesc) labels.get(i)).ifeq(next);
      code.loadConstant(i).ireturn().labelBinding(next);
    }
    code.loadConstant(labels.size()).ireturn();
  }
}
